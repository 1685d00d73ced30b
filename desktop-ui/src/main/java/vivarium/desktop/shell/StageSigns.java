package vivarium.desktop.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import vivarium.desktop.stage.Frame;

/** What is written over the stage beside what is drawn on it; each sign has a place of its own. */
final class StageSigns {

  private final ShellViewModel model;
  private final Label perMark = new Label();
  private final FocusSign focus;
  private final NoticeLabel notice;
  private final NoticeLabel end;

  /**
   * All signs, none of which is to be seen yet.
   *
   * @param toStage gives the keys back to the stage
   */
  StageSigns(ShellViewModel model, Runnable toStage) {
    this.model = model;
    this.focus = new FocusSign(model, toStage);
    this.notice = NoticeLabel.ofNotices(model);
    this.end = NoticeLabel.ofTheEnd(model);
    perMark.getStyleClass().add("legend");
    perMark.setVisible(false);
    StackPane.setAlignment(perMark, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(perMark, new Insets(8, 18, 4, 0));
  }

  /** How many messages a dot stands for, as long as it is more than one. */
  Label perMark() {
    return perMark;
  }

  /** What alone is not faded. */
  FocusSign focus() {
    return focus;
  }

  /** What was done, or why it was refused. */
  NoticeLabel notice() {
    return notice;
  }

  /** That the cluster has stopped. */
  NoticeLabel end() {
    return end;
  }

  /** Puts the signs where there is room on a frame. */
  void show(Frame frame, int messagesPerMark) {
    notice.place(frame);
    focus.place(frame);
    perMark.setVisible(messagesPerMark > 1);
    perMark.setText(model.textsProperty().get().get("stage.perMark", messagesPerMark));
  }
}
