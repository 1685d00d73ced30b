package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.NodeId;

/**
 * With Ctrl, a frame drawn with the mouse selects the brokers and controllers within it, and a
 * click adds one to those that are selected or takes it out.
 */
final class BandHand {

  /** A press that moves less is a click. */
  private static final double DRAG_BEGINS = 6;

  private final ShellViewModel model;
  private final Rectangle band = new Rectangle();
  private boolean held;
  private double startX;
  private double startY;

  BandHand(ShellViewModel model, Node stage) {
    this.model = model;
    band.setId("band");
    band.getStyleClass().add("band");
    band.setMouseTransparent(true);
    band.setManaged(false);
    band.setVisible(false);
    stage.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    stage.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    stage.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
  }

  /** Whether a press is the beginning of a choice of several, and of nothing else. */
  static boolean means(MouseEvent event) {
    return event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY;
  }

  /** What is drawn while the mouse is down; it lies over the stage, at the same place. */
  Rectangle band() {
    return band;
  }

  private void press(MouseEvent event) {
    held = means(event);
    startX = event.getX();
    startY = event.getY();
  }

  private void drag(MouseEvent event) {
    double width = Math.abs(event.getX() - startX);
    double height = Math.abs(event.getY() - startY);
    band.setX(Math.min(startX, event.getX()));
    band.setY(Math.min(startY, event.getY()));
    band.setWidth(width);
    band.setHeight(height);
    band.setVisible(held && (band.isVisible() || Math.hypot(width, height) >= DRAG_BEGINS));
  }

  private void release(MouseEvent event) {
    if (held && band.isVisible()) {
      choose(within(new Rect(band.getX(), band.getY(), band.getWidth(), band.getHeight())));
    } else if (held) {
      toggle(event.getX(), event.getY());
    }
    held = false;
    band.setVisible(false);
  }

  private List<NodeId> within(Rect frame) {
    List<NodeId> nodes = new ArrayList<>();
    Frame shown = model.frame();
    if (shown == null) {
      return nodes;
    }
    for (int i = 0; i < shown.grid().brokers().size(); i++) {
      if (shown.grid().view().showsColumn(i) && shown.grid().columns().get(i).overlaps(frame)) {
        nodes.add(shown.grid().brokers().get(i));
      }
    }
    shown
        .places()
        .forEach(
            (node, rect) -> {
              if (node.isCoordinator() && rect.overlaps(frame)) {
                nodes.add(node);
              }
            });
    return nodes;
  }

  private void toggle(double x, double y) {
    NodeId node =
        model.stage().selectionAt(x, y) instanceof Selection.Node(NodeId id)
            ? id
            : model.stage().brokerAt(x, y);
    if (node != null) {
      List<NodeId> nodes = new ArrayList<>(model.selectionProperty().get().processes());
      if (!nodes.remove(node)) {
        nodes.add(node);
      }
      choose(nodes);
    }
  }

  private void choose(List<NodeId> nodes) {
    model.select(
        switch (nodes.size()) {
          case 0 -> Selection.CLUSTER;
          case 1 -> new Selection.Node(nodes.getFirst());
          default -> new Selection.Several(nodes);
        });
  }
}
