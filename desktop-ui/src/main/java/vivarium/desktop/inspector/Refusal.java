package vivarium.desktop.inspector;

import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;

/**
 * Why a value was refused, and what would mend it: it lies over what stands below the field, or
 * above where there is no room below, so that nothing moves when it comes and goes.
 */
final class Refusal extends VBox {

  private static final double GAP = 3;

  private final Label words = new Label();
  private final Hyperlink mend = new Hyperlink();
  private final Consumer<Command> send;
  private @Nullable Command mendsBy;

  /**
   * Nothing is refused yet.
   *
   * @param id what selectors call the words
   * @param send where the command goes that mends it
   */
  Refusal(String id, Consumer<Command> send) {
    this.send = send;
    getStyleClass().add("refusal");
    setManaged(false);
    words.setId(id);
    words.getStyleClass().add("wrong");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    mend.getStyleClass().addAll("link", "tone-accent");
    mend.setId(id + "-mend");
    mend.setOnAction(event -> mend());
    getChildren().add(words);
  }

  /** Something that can be done about a refusal at once. */
  static final class Mendable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String mendWords;
    private final transient Command mend;

    /**
     * A refusal.
     *
     * @param mendWords what would be done
     * @param mend does that, and what was refused
     */
    Mendable(String message, String mendWords, Command mend) {
      super(message);
      this.mendWords = mendWords;
      this.mend = mend;
    }

    Command mend() {
      return mend;
    }
  }

  /** Says why something is refused. */
  void show(IllegalArgumentException why) {
    words.setText(String.valueOf(why.getMessage()));
    getChildren().setAll(words);
    if (why instanceof Mendable mendable) {
      mendsBy = mendable.mend();
      mend.setText(mendable.mendWords);
      mend.setVisited(false);
      getChildren().add(mend);
    }
  }

  /** Nothing is refused any more. */
  void clear() {
    words.setText("");
  }

  boolean isEmpty() {
    return words.getText().isEmpty();
  }

  /** What it says; empty if nothing is refused. */
  String words() {
    return words.getText();
  }

  private void mend() {
    Command command = mendsBy;
    if (command != null) {
      send.accept(command);
    }
  }

  /**
   * Takes its place below or above what it is about.
   *
   * @param row what it is about, of which it is a part
   */
  void place(Region row) {
    double width = row.getWidth();
    double height = Math.ceil(prefHeight(width));
    resizeRelocate(
        0, fitsBelow(row, height) ? row.getHeight() + GAP : -height - GAP, width, height);
  }

  /** Whether neither the parts that the row is among end sooner nor the window onto them. */
  private static boolean fitsBelow(Region row, double height) {
    Bounds at = row.localToScene(row.getLayoutBounds());
    double bottom = row.localToScene(0, row.getHeight() + GAP + height).getY();
    for (Node each = row.getParent(); each != null; each = each.getParent()) {
      boolean ends = each instanceof PartsView || each instanceof ScrollPane;
      Bounds bounds = each.localToScene(each.getLayoutBounds());
      if (ends && bounds.getMaxY() > at.getMaxY() && bounds.getMaxY() < bottom) {
        return false;
      }
    }
    return true;
  }
}
