package vivarium.desktop.shell;

import vivarium.engine.api.LiveCluster;

/** Speed on a slider: equal ways are equal factors. */
final class Speed {

  static final double SLOWEST = LiveCluster.MIN_SPEED;

  /** More than any machine can do: as fast as possible. */
  static final double FASTEST = LiveCluster.MAX_SPEED;

  static final double MIN_POSITION = log2(SLOWEST);
  static final double MAX_POSITION = log2(FASTEST);

  /** One key press changes the speed this much on the slider. */
  static final double STEP = 1;

  private Speed() {}

  /** The factor for a slider's position, rounded to one that can be read off. */
  static double at(double position) {
    double factor = Math.pow(2, Math.clamp(position, MIN_POSITION, MAX_POSITION));
    if (factor < 1) {
      return 1.0 / Math.round(1 / factor);
    }
    return factor < 4 ? Math.round(factor * 4) / 4.0 : Math.round(factor);
  }

  static double position(double factor) {
    return Math.clamp(log2(factor), MIN_POSITION, MAX_POSITION);
  }

  /** {@code 1×}, {@code 1/8×}, {@code 2.5×}; {@code max} for as fast as possible. */
  static String word(double factor) {
    if (factor >= FASTEST) {
      return "max";
    }
    if (factor < 1) {
      return "1/%d×".formatted(Math.round(1 / factor));
    }
    return factor == Math.rint(factor) ? "%d×".formatted((long) factor) : factor + "×";
  }

  /** A measured factor, with two digits that count: {@code 0.6×}, {@code 0.05×}, {@code 12×}. */
  static String real(double factor) {
    int digits = factor >= 9.5 || factor == 0 ? 0 : factor >= 0.095 ? 1 : factor >= 0.0095 ? 2 : 3;
    return ("%." + digits + "f×").formatted(factor);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
