package vivarium.desktop.shell;

import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.stage.Selection;

/**
 * What the mouse's wheel and a drag do to the stage: zoom and pan. Keys do the same. A click where
 * nothing is shows everything again.
 */
final class StageHands {

  private static final double ZOOM_A_NOTCH = 1.3;
  private static final double PIXELS_A_NOTCH = 40;

  /** A press that moves less is a click. */
  private static final double DRAG_BEGINS = 4;

  /** What of a window a page goes on by, and an arrow. */
  private static final double PAGE = 0.9;

  private static final double STEP = 0.15;

  private final ShellViewModel model;
  private boolean held;
  private boolean dragging;
  private boolean onNothing;
  private Selection before = Selection.CLUSTER;
  private double lastX;
  private double lastY;

  StageHands(ShellViewModel model, Node stage) {
    this.model = model;
    stage.addEventHandler(ScrollEvent.SCROLL, this::wheel);
    stage.addEventFilter(
        MouseEvent.MOUSE_PRESSED, unused -> before = model.selectionProperty().get());
    stage.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    stage.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    stage.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
  }

  private void wheel(ScrollEvent event) {
    if (event.isShiftDown()) {
      // With Shift a toolkit may tell a vertical wheel as a horizontal one.
      double pixels = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      model.stage().drag(pixels, 0);
    } else if (event.getDeltaY() != 0) {
      double notches = event.getDeltaY() / PIXELS_A_NOTCH;
      model.stage().zoom(Math.pow(ZOOM_A_NOTCH, notches), event.getX(), event.getY());
    } else if (event.getDeltaX() != 0) {
      model.stage().drag(event.getDeltaX(), 0);
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    boolean primary =
        event.getButton() == MouseButton.PRIMARY
            && !BandHand.means(event)
            && !PlaceHand.means(event);
    held =
        event.getButton() == MouseButton.MIDDLE
            || (primary && model.stage().isGround(event.getX(), event.getY()));
    onNothing =
        primary && model.stage().selectionAt(event.getX(), event.getY()).equals(Selection.CLUSTER);
    dragging = false;
    lastX = event.getX();
    lastY = event.getY();
  }

  private void drag(MouseEvent event) {
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    if (held && (dragging || Math.hypot(dx, dy) >= DRAG_BEGINS)) {
      if (!dragging) {
        model.select(before); // Whoever drags has not chosen what lay under the pointer.
      }
      dragging = true;
      lastX = event.getX();
      lastY = event.getY();
      model.stage().drag(dx, dy);
    }
  }

  private void release(MouseEvent event) {
    boolean stayed = Math.hypot(event.getX() - lastX, event.getY() - lastY) < DRAG_BEGINS;
    if (onNothing && !dragging && stayed) {
      model.stage().focusOnEverything();
    }
    held = false;
    onNothing = false;
  }

  /** Says what the keys that zoom and pan do. */
  void offer(WindowActions actions) {
    actions.on(WindowAction.ZOOM_IN, () -> model.stage().zoom(ZOOM_A_NOTCH));
    actions.on(WindowAction.ZOOM_OUT, () -> model.stage().zoom(1 / ZOOM_A_NOTCH));
    actions.on(WindowAction.PAN_LEFT, () -> model.stage().pan(-STEP, 0));
    actions.on(WindowAction.PAN_RIGHT, () -> model.stage().pan(STEP, 0));
    actions.on(WindowAction.PAN_UP, () -> model.stage().pan(0, -PAGE));
    actions.on(WindowAction.PAN_DOWN, () -> model.stage().pan(0, PAGE));
  }
}
