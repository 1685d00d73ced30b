package vivarium.desktop.experiment;

import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.i18n.Texts;

/** How far both runs are, and the way to give them up. */
public final class PlayingBox extends VBox {

  private static final double WIDTH = 420;

  private final ProgressBar bar = new ProgressBar(0);
  private final Button cancel = new Button();
  private final Executor windowThread;

  /**
   * A box.
   *
   * @param windowThread where what is shown may be changed
   * @param giveUp ends both runs
   */
  public PlayingBox(Texts texts, Executor windowThread, Runnable giveUp) {
    super(8);
    this.windowThread = windowThread;
    setId("experiment-playing");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    Label title = new Label(texts.get("experiment.playing"));
    title.getStyleClass().add("keys-title");
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    cancel.setText(texts.get("experiment.giveUp"));
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(event -> giveUp.run());
    HBox line = new HBox(10, bar, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, line);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            giveUp.run();
            event.consume();
          }
        });
  }

  @Override
  public void requestFocus() {
    cancel.requestFocus();
  }

  /** Shows what share is done, 0 to 1; may be called from any thread. */
  public void show(double share) {
    windowThread.execute(() -> bar.setProgress(share));
  }
}
