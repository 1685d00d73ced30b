package vivarium.desktop.shell;

import java.util.List;
import javafx.beans.value.ObservableDoubleValue;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Tooltip;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.theme.Theme;

/**
 * Menus, tips and drop-down lists, which the toolkit shows in windows of their own: their letters
 * are as large as those of the window that they belong to.
 */
final class ScaledPopups {

  /** Where a tip that breaks its lines keeps how wide it is at 100 %. */
  private static final Object WIDTH = new Object();

  private final Node content;
  private final ObservableDoubleValue scale;
  private final ListChangeListener<Window> shown;

  /**
   * Watches for popups as long as it is held.
   *
   * @param content of the window whose popups it takes care of
   * @param scale how much larger than at 100 % the content is drawn
   */
  ScaledPopups(Node content, ObservableDoubleValue scale) {
    this.content = content;
    this.scale = scale;
    this.shown =
        change -> {
          while (change.next()) {
            change.getAddedSubList().forEach(this::fit);
          }
        };
    Window.getWindows().addListener(new WeakListChangeListener<>(shown));
    scale.subscribe(
        (before, now) -> {
          if (!before.equals(now)) {
            hideTips();
          }
        });
  }

  /** The next has the new size. */
  private void hideTips() {
    for (Window each : List.copyOf(Window.getWindows())) {
      if (each instanceof Tooltip tip && isOurs(tip)) {
        tip.hide();
      }
    }
  }

  /** A popup has the sheets of its owner, set anew each time before it shows; ours come last. */
  private void fit(Window window) {
    if (window instanceof PopupControl popup && isOurs(popup)) {
      List<String> sheets = popup.getScene().getStylesheets();
      if (scale.get() > 1) {
        sheets.add(Theme.popups(scale.get()));
        popup.getScene().getRoot().applyCss(); // Its size is asked for next.
      }
      if (popup instanceof Tooltip tip && tip.isWrapText()) {
        double width = (double) tip.getProperties().computeIfAbsent(WIDTH, k -> tip.getMaxWidth());
        tip.setMaxWidth(width * scale.get());
      }
    }
  }

  private boolean isOurs(PopupWindow popup) {
    @Nullable Window owner = popup;
    while (owner instanceof PopupWindow inner) {
      owner = inner.getOwnerWindow();
    }
    return owner != null && content.getScene() != null && content.getScene().getWindow() == owner;
  }
}
