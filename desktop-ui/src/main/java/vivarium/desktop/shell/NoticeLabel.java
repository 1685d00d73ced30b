package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import vivarium.desktop.stage.StageLayout;

/**
 * A sentence over the stage, which is there only as long as there is one: what was done lies on the
 * right of the caption's band, where no part of the cluster is, and goes when it is clicked.
 */
final class NoticeLabel extends Label {

  private static final double MAX_WIDTH = 700;
  private static final double MAX_WIDTH_OF_NOTICE = 440;

  /** Of the stage's width: the beginning of the caption can be read beside it. */
  private static final double SHARE = 0.55;

  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private NoticeLabel(String id) {
    setId(id);
    getStyleClass().add("notice");
    setWrapText(true);
    setMaxWidth(MAX_WIDTH);
    managedProperty().bind(visibleProperty());
  }

  /** What was done, or why it was refused. */
  static NoticeLabel ofNotices(ShellViewModel model, Region stage) {
    NoticeLabel label = new NoticeLabel("notice");
    StackPane.setAlignment(label, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(label, new Insets(0, 22, 22, 22));
    label.setOnMouseClicked(event -> model.closeNotice());
    label.setCursor(Cursor.HAND);
    label.setMinHeight(USE_PREF_SIZE);
    label.setMaxHeight(USE_PREF_SIZE);
    label.textProperty().bind(model.noticeProperty());
    label.visibleProperty().bind(model.noticeProperty().isNotEmpty());
    label
        .textProperty()
        .subscribe(
            unused -> {
              label.applyCss();
              double most = Math.min(MAX_WIDTH_OF_NOTICE, stage.getWidth() * SHARE);
              label.setMaxWidth(Math.min(most, Math.ceil(label.prefWidth(-1)) + 1));
            });
    model.complaintProperty().subscribe(is -> label.pseudoClassStateChanged(COMPLAINT, is));
    return label;
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
