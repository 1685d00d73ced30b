package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import vivarium.desktop.stage.StageLayout;

/**
 * A sentence over the stage, below the names of its columns, which is there only as long as there
 * is one.
 */
final class NoticeLabel extends Label {

  private static final double MAX_WIDTH = 700;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private NoticeLabel(String id) {
    setId(id);
    getStyleClass().add("notice");
    setWrapText(true);
    setMaxWidth(MAX_WIDTH);
    managedProperty().bind(visibleProperty());
  }

  /** All there can be, one below the other; what lies under them can be clicked. */
  static VBox all(ShellViewModel model) {
    VBox all = new VBox(6, ofTheEnd(model), ofNotices(model));
    all.setAlignment(Pos.TOP_CENTER);
    all.setMouseTransparent(true);
    StackPane.setMargin(all, new Insets(StageLayout.NAMES_HEIGHT, 12, 12, 12));
    return all;
  }

  /** What was done, or why it was refused. */
  private static NoticeLabel ofNotices(ShellViewModel model) {
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
  private static NoticeLabel ofTheEnd(ShellViewModel model) {
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
