package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.FadeTransition;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.NoticePlace;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.StageLayout;

/**
 * A sentence over the stage, which is there only as long as there is one: what was done lies where
 * it covers as little as possible, fades, and goes when it is clicked.
 */
final class NoticeLabel extends Label {

  private static final double MAX_WIDTH = 700;

  /** How wide the lines of a notice may be, from what is read best to what needs least room. */
  private static final double[] WIDTHS = {440, 340, 240, 170, 146};

  /** Of the stage's width. */
  private static final double SHARE = 0.55;

  private static final Duration FADE = Duration.millis(350);
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private @Nullable Placed placed;

  /** What its place was chosen for. */
  private record Placed(String words, double width, double height, Optional<Rect> caption) {}

  private NoticeLabel(String id) {
    setId(id);
    getStyleClass().add("notice");
    setWrapText(true);
    setMaxWidth(MAX_WIDTH);
    managedProperty().bind(visibleProperty());
  }

  /** What was done, or why it was refused; {@link #place} says where. */
  static NoticeLabel ofNotices(ShellViewModel model) {
    NoticeLabel label = new NoticeLabel("notice");
    StackPane.setAlignment(label, Pos.TOP_LEFT);
    label.setOnMouseClicked(event -> model.closeNotice());
    label.setCursor(Cursor.HAND);
    label.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    label.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    label.setVisible(false);
    FadeTransition fade = new FadeTransition(FADE, label);
    fade.setToValue(0);
    fade.setOnFinished(event -> label.setVisible(false));
    model.noticeProperty().subscribe(words -> label.tell(words, model, fade));
    model.complaintProperty().subscribe(is -> label.pseudoClassStateChanged(COMPLAINT, is));
    return label;
  }

  /** The last words stay while they fade. */
  private void tell(String words, ShellViewModel model, FadeTransition fade) {
    fade.stop();
    setOpacity(1);
    setMouseTransparent(words.isEmpty());
    if (!words.isEmpty()) {
      setText(words);
      setVisible(true);
      place(model.frame());
    } else if (isVisible() && !model.stage().calmProperty().get()) {
      fade.play();
    } else {
      setVisible(false);
    }
  }

  /** Goes where it is least in the way on a frame; it stays there until that changes its form. */
  void place(@Nullable Frame frame) {
    if (frame == null || !isVisible()) {
      return;
    }
    Placed wanted = new Placed(getText(), frame.width(), frame.height(), frame.caption());
    if (wanted.equals(placed)) {
      return;
    }
    placed = wanted;
    applyCss();
    setPrefSize(USE_COMPUTED_SIZE, USE_COMPUTED_SIZE);
    double natural = Math.ceil(prefWidth(-1)) + 1;
    List<NoticePlace.Size> sizes = new ArrayList<>();
    for (double width : WIDTHS) {
      double possible = Math.min(natural, Math.min(width, Math.ceil(frame.width() * SHARE)));
      sizes.add(new NoticePlace.Size(possible, Math.ceil(prefHeight(possible))));
    }
    Rect best = NoticePlace.choose(frame, sizes);
    setPrefSize(best.w(), best.h());
    StackPane.setMargin(this, new Insets(Math.round(best.y()), 0, 0, Math.round(best.x())));
  }

  /** Stays until the window is closed: the picture behind it moves no more. */
  static NoticeLabel ofTheEnd(ShellViewModel model) {
    NoticeLabel label = new NoticeLabel("stopped");
    StackPane.setAlignment(label, Pos.TOP_CENTER);
    StackPane.setMargin(label, new Insets(StageLayout.NAMES_HEIGHT, 12, 12, 12));
    label.setMouseTransparent(true);
    label.getStyleClass().add("stopped");
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model
                        .textsProperty()
                        .get()
                        .get("shell.stopped", model.stoppedBecauseProperty().get()),
                model.textsProperty(),
                model.stoppedBecauseProperty()));
    label.visibleProperty().bind(model.stoppedBecauseProperty().isNotEmpty());
    return label;
  }
}
