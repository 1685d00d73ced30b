package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

/** A frame of its own colour around the stage, and how far behind the present it is. */
final class PastFrame extends StackPane {

  /**
   * The frame, seen while an earlier moment is looked at.
   *
   * @param actions what the button beside it does
   * @param recording whether the present is the end of a recording
   */
  PastFrame(
      PlaybackViewModel playback,
      ObservableValue<Texts> texts,
      WindowActions actions,
      boolean recording) {
    setId("past");
    getStyleClass().add("past-frame");
    setPickOnBounds(false);
    Region line = new Region();
    line.getStyleClass().add("past-line");
    line.setMouseTransparent(true);
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
    HBox badge = new HBox(10, words, fork, live);
    badge.getStyleClass().add("past-badge");
    badge.setAlignment(Pos.CENTER_LEFT);
    badge.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(badge, Pos.TOP_CENTER);
    getChildren().addAll(line, badge);
    visibleProperty().bind(playback.liveProperty().not());
  }

  private static String words(Texts texts, String behind, boolean recording) {
    return recording ? texts.get("recording.past", behind) : texts.get("playback.past", behind);
  }
}
