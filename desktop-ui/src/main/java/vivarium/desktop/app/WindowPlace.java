package vivarium.desktop.app;

import java.util.List;

/**
 * Where a window stands, in pixels of all screens together.
 *
 * @param x left edge
 * @param y upper edge
 */
record WindowPlace(double x, double y, double width, double height) {

  /**
   * The nearest place that lies wholly on a screen: the one that shows most of the window, or the
   * first if none shows anything of it.
   *
   * @param screens what each leaves to windows; at least one, the primary first
   */
  WindowPlace within(List<WindowPlace> screens) {
    WindowPlace best = screens.getFirst();
    for (WindowPlace screen : screens) {
      if (shared(screen) > shared(best)) {
        best = screen;
      }
    }
    double fittingWidth = Math.min(width, best.width);
    double fittingHeight = Math.min(height, best.height);
    return new WindowPlace(
        Math.clamp(x, best.x, best.x + best.width - fittingWidth),
        Math.clamp(y, best.y, best.y + best.height - fittingHeight),
        fittingWidth,
        fittingHeight);
  }

  private double shared(WindowPlace screen) {
    double wide = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
    double high = Math.min(y + height, screen.y + screen.height) - Math.max(y, screen.y);
    return Math.max(0, wide) * Math.max(0, high);
  }
}
