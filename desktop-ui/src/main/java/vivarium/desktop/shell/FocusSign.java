package vivarium.desktop.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.NoticePlace;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;

/**
 * Names what alone is not faded, in the line of the columns' names, for as long as all else is. A
 * click on it shows everything again.
 */
final class FocusSign extends Button {

  private final ShellViewModel model;
  private @Nullable Frame placedOn;
  private double natural;

  FocusSign(ShellViewModel model, Runnable toStage) {
    this.model = model;
    setId("focus-sign");
    getStyleClass().add("focus-sign");
    setMnemonicParsing(false);
    setMinSize(0, USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    StackPane.setAlignment(this, Pos.TOP_LEFT);
    setOnAction(
        event -> {
          model.stage().focusOnEverything();
          toStage.run();
        });
  }

  /** Goes where there is room on a frame, and goes away with the fading. */
  void place(Frame frame) {
    setVisible(frame.focus() != null);
    if (frame == placedOn || !isVisible()) {
      return;
    }
    placedOn = frame;
    Texts texts = model.textsProperty().get();
    String name = name(model.stage().focus());
    String words = texts.get("focus.only", name);
    if (!words.equals(getText())) {
      setText(words);
      setAccessibleText(texts.get("focus.end", name));
      applyCss();
      setPrefWidth(USE_COMPUTED_SIZE);
      natural = Math.ceil(prefWidth(-1)) + 1;
    }
    Rect place = NoticePlace.amongNames(frame, natural, Math.ceil(prefHeight(-1)));
    setPrefWidth(place.w());
    StackPane.setMargin(this, new Insets(Math.round(place.y()), 0, 0, Math.round(place.x())));
  }

  private static String name(Selection thing) {
    return switch (thing) {
      case Selection.Partition(var id) -> id.toString();
      case Selection.Replica replica -> replica.partition().toString();
      case Selection.LogRecord record -> record.partition().toString();
      case Selection.Topic(String topic) -> topic;
      case Selection.Client(var id) -> id.name();
      case Selection.Group(String id) -> id;
      case Selection.Member member -> member.group();
      case Selection.Cluster unused -> "";
      case Selection.Node unused -> "";
      case Selection.Several unused -> "";
      case Selection.Link unused -> "";
      case Selection.Znode unused -> "";
      case Selection.Message unused -> "";
      case Selection.Event unused -> "";
    };
  }
}
