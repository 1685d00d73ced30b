package vivarium.desktop.shell;

import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.NodeId;

/** With Shift, a broker, a producer or a group is dragged to another place among its like. */
final class PlaceHand {

  private final ShellViewModel model;
  private @Nullable Selection held;

  PlaceHand(ShellViewModel model, Node stage) {
    this.model = model;
    stage.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    stage.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    stage.addEventHandler(MouseEvent.MOUSE_RELEASED, unused -> held = null);
  }

  /** Whether a press takes hold of a thing to move it, and nothing else. */
  static boolean means(MouseEvent event) {
    return event.isShiftDown()
        && !event.isShortcutDown()
        && event.getButton() == MouseButton.PRIMARY;
  }

  private void press(MouseEvent event) {
    held = means(event) ? thingAt(event.getX(), event.getY()) : null;
  }

  private @Nullable Selection thingAt(double x, double y) {
    NodeId broker = model.stage().brokerAt(x, y);
    Selection thing =
        broker != null
            ? new Selection.Node(broker)
            : model.stage().selectionAt(x, y)
                    instanceof Selection.Member(String group, String unused)
                ? new Selection.Group(group)
                : model.stage().selectionAt(x, y);
    return model.stage().arrangement().canMove(thing) ? thing : null;
  }

  private void drag(MouseEvent event) {
    Selection thing = held;
    if (thing != null) {
      model.stage().arrangement().moveTo(thing, event.getX(), event.getY());
    }
  }
}
