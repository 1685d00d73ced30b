package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A sentence at the top of the stage, which is there only as long as there is one. */
final class NoticeLabel extends Label {

  private static final double MAX_WIDTH = 700;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private NoticeLabel(String id) {
    setId(id);
    getStyleClass().add("notice");
    setWrapText(true);
    setMaxWidth(MAX_WIDTH);
    StackPane.setAlignment(this, Pos.TOP_CENTER);
    StackPane.setMargin(this, new Insets(12));
  }

  /** What was done, or why it was refused. */
  static NoticeLabel ofNotices(ShellViewModel model) {
    NoticeLabel label = new NoticeLabel("notice");
    label.textProperty().bind(model.noticeProperty());
    label.visibleProperty().bind(model.noticeProperty().isNotEmpty());
    label
        .textProperty()
        .subscribe(
            unused -> {
              label.applyCss();
              label.setMaxWidth(Math.min(MAX_WIDTH, Math.ceil(label.prefWidth(-1)) + 1));
            });
    model.complaintProperty().subscribe(is -> label.pseudoClassStateChanged(COMPLAINT, is));
    return label;
  }

  /** Stays until the window is closed: the picture behind it moves no more. */
  static NoticeLabel ofTheEnd(ShellViewModel model) {
    NoticeLabel label = new NoticeLabel("stopped");
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
