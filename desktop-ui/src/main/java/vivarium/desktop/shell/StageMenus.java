package vivarium.desktop.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Target;

/** Menus of what can be done with the things of the stage; at most one is open. */
final class StageMenus {

  /**
   * Where, of the stage, the menu of what has no place on it has its corner: it is in the middle.
   */
  private static final double ACROSS = 0.4;

  private static final double DOWN = 0.3;

  private final ShellViewModel model;
  private final Node stage;
  private BiConsumer<Selection, ContextMenu> more = (thing, menu) -> {};
  private @Nullable ContextMenu open;

  StageMenus(ShellViewModel model, Node stage) {
    this.model = model;
    this.stage = stage;
  }

  /** Adds what else the window has to offer to each menu of a thing. */
  void extend(BiConsumer<Selection, ContextMenu> further) {
    more = further;
  }

  /** The menu of a thing; empty if nothing can be done with it. */
  ContextMenu of(Selection thing) {
    ContextMenu menu = of(model.actionsFor(thing));
    more.accept(thing, menu);
    return menu;
  }

  private ContextMenu of(List<Action> actions) {
    String whyNot =
        model.session().isRecording() ? model.textsProperty().get().get("recording.nothing") : "";
    return ActionMenu.of(actions, whyNot, model::send);
  }

  /** Opens the menu of a thing at a point of the screen, if there is anything in it. */
  void open(Selection thing, Point2D at) {
    show(of(thing), at);
  }

  /** Opens a menu of actions at a point of the screen, if there are any. */
  void open(List<Action> actions, Point2D at) {
    show(of(actions), at);
  }

  private void show(ContextMenu menu, Point2D at) {
    if (!menu.getItems().isEmpty()) {
      menu.show(stage, at.getX(), at.getY());
      open = menu;
    }
  }

  /** Opens the menu of what is selected, for those without a mouse. */
  void openOfSelection() {
    Selection selected = model.selectionProperty().get();
    Frame frame = model.frame();
    Optional<Rect> place =
        frame == null ? Optional.empty() : frame.targetOf(selected).map(Target::rect);
    close();
    Bounds all = stage.getLayoutBounds();
    open(
        selected,
        place
            .map(rect -> stage.localToScreen(rect.x() + 20, rect.y() + 30))
            .orElseGet(() -> stage.localToScreen(all.getWidth() * ACROSS, all.getHeight() * DOWN)));
  }

  void close() {
    ContextMenu menu = open;
    if (menu != null) {
      menu.hide();
      open = null;
    }
  }
}
