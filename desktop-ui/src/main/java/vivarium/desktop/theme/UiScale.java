package vivarium.desktop.theme;

/**
 * How large everything is drawn. Without a choice it follows the window: what is right on a desk is
 * too small on a wall.
 *
 * @param percent 100 to 200, or 0 to follow the window
 */
public record UiScale(int percent) {

  /** Follows the window. */
  public static final UiScale AUTOMATIC = new UiScale(0);

  public static final int MIN_PERCENT = 100;
  public static final int MAX_PERCENT = 200;
  private static final int STEP = 10;

  /** The size for which everything is designed; a larger window shows it larger. */
  private static final double DESIGN_WIDTH = 1760;

  private static final double DESIGN_HEIGHT = 1040;

  /** With less room than this the stage would lose its words. */
  private static final double LEAST_WIDTH = 940;

  private static final double LEAST_HEIGHT = 500;

  /** A class sees the stage from its last row. */
  private static final double PRESENTER = 1.5;

  private static final double LEAST_PRESENTER_WIDTH = 760;
  private static final double LEAST_PRESENTER_HEIGHT = 500;

  public UiScale {
    percent = percent == 0 ? 0 : Math.clamp(percent, MIN_PERCENT, MAX_PERCENT);
  }

  /** The next larger or smaller one than what a window of this size shows. */
  public UiScale step(int steps, double width, double height) {
    double now = of(width, height, false) * 100;
    return new UiScale((int) Math.round(now / STEP + steps) * STEP);
  }

  /**
   * The factor for a window.
   *
   * @param width of the window in pixels
   * @param height of the window in pixels
   * @param presents whether all room is the stage's
   * @return 1 or more; never so much that too little room is left
   */
  public double of(double width, double height, boolean presents) {
    double wanted =
        percent == 0
            ? Math.floor(Math.min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT) * STEP) / STEP
            : percent / 100.0;
    double possible =
        presents
            ? Math.min(width / LEAST_PRESENTER_WIDTH, height / LEAST_PRESENTER_HEIGHT)
            : Math.min(width / LEAST_WIDTH, height / LEAST_HEIGHT);
    return Math.max(1, Math.min(Math.max(1, wanted) * (presents ? PRESENTER : 1), possible));
  }
}
