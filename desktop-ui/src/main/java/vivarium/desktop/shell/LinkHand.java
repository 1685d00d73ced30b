package vivarium.desktop.shell;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.NodeId;

/**
 * A line drawn with the mouse from a node to another one offers what can be done to the way between
 * the two.
 */
final class LinkHand {

  /** A press that moves less is a click. */
  private static final double DRAG_BEGINS = 8;

  private final ShellViewModel model;
  private final BiConsumer<List<Action>, Point2D> offer;
  private final Node stage;
  private final Line line = new Line();
  private @Nullable NodeId from;

  /**
   * The hand over a stage.
   *
   * @param offer shows actions at a place of the screen
   */
  LinkHand(ShellViewModel model, Node stage, BiConsumer<List<Action>, Point2D> offer) {
    this.model = model;
    this.stage = stage;
    this.offer = offer;
    line.setId("link-line");
    line.getStyleClass().add("link-line");
    line.setMouseTransparent(true);
    line.setManaged(false);
    line.setVisible(false);
    stage.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    stage.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    stage.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
  }

  /** What is drawn while the mouse is down; it lies over the stage, at the same place. */
  Line line() {
    return line;
  }

  private void press(MouseEvent event) {
    boolean draws =
        event.getButton() == MouseButton.PRIMARY
            && !BandHand.means(event)
            && !PlaceHand.means(event);
    from = draws ? nodeAt(event) : null;
    line.setStartX(event.getX());
    line.setStartY(event.getY());
  }

  private @Nullable NodeId nodeAt(MouseEvent event) {
    return !model.stage().isGround(event.getX(), event.getY())
            && model.stage().selectionAt(event.getX(), event.getY())
                instanceof Selection.Node(NodeId id)
        ? id
        : null;
  }

  private void drag(MouseEvent event) {
    line.setEndX(event.getX());
    line.setEndY(event.getY());
    double length =
        Math.hypot(line.getEndX() - line.getStartX(), line.getEndY() - line.getStartY());
    line.setVisible(from != null && (line.isVisible() || length >= DRAG_BEGINS));
  }

  private void release(MouseEvent event) {
    NodeId start = from;
    boolean drawn = line.isVisible();
    NodeId end = drawn ? nodeUnder(event) : null;
    line.setVisible(false);
    from = null;
    if (start != null && end != null && !start.equals(end)) {
      model.select(new Selection.Link(start, end));
      offer.accept(model.linkActions(start, end), stage.localToScreen(event.getX(), event.getY()));
    }
  }

  /** A line may end anywhere in a broker's column. */
  private @Nullable NodeId nodeUnder(MouseEvent event) {
    return nodeAt(event) != null
        ? nodeAt(event)
        : model.stage().brokerAt(event.getX(), event.getY());
  }
}
