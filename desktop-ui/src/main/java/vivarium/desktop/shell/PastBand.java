package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

/**
 * How far behind the present the moment is that is looked at, and the ways on from there: above the
 * stage, so that it lies on nothing of it. With {@link #frame} it is of a colour of its own.
 */
final class PastBand extends HBox {

  /**
   * The band, seen while an earlier moment is looked at.
   *
   * @param actions what the button in it does
   * @param recording whether the present is the end of a recording
   */
  PastBand(
      PlaybackViewModel playback,
      ObservableValue<Texts> texts,
      WindowActions actions,
      boolean recording) {
    super(10);
    setId("past");
    getStyleClass().add("past-band");
    setAlignment(Pos.CENTER_LEFT);
    Label words = new Label();
    words.setId("past-words");
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words(texts.getValue(), playback.behindProperty().get(), recording),
                playback.behindProperty(),
                texts));
    words.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button live = new Button();
    live.setId("go-live");
    live.setMinWidth(Region.USE_PREF_SIZE);
    live.textProperty()
        .bind(texts.map(now -> now.get(recording ? "recording.goToEnd" : "playback.goLive")));
    live.setOnAction(event -> playback.goLive());
    Button fork = new Button();
    fork.setId("fork-here");
    fork.setMinWidth(Region.USE_PREF_SIZE);
    fork.textProperty().bind(texts.map(now -> now.get("playback.fork")));
    fork.setOnAction(event -> actions.run(WindowAction.FORK));
    fork.visibleProperty().bind(actions.canCompareProperty());
    fork.managedProperty().bind(fork.visibleProperty());
    getChildren().addAll(words, space, fork, live);
    visibleProperty().bind(playback.liveProperty().not());
    managedProperty().bind(visibleProperty());
  }

  /** The line around the stage below it, seen as long as it is. */
  static Region frame(PlaybackViewModel playback) {
    Region line = new Region();
    line.getStyleClass().add("past-line");
    line.setMouseTransparent(true);
    line.visibleProperty().bind(playback.liveProperty().not());
    return line;
  }

  private static String words(Texts texts, String behind, boolean recording) {
    return recording ? texts.get("recording.past", behind) : texts.get("playback.past", behind);
  }
}
