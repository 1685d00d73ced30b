package vivarium.desktop.export;

import org.jspecify.annotations.Nullable;

/** The rectangle in which two pictures differ; one pixel where they do not. */
record Changed(int left, int top, int right, int bottom) {

  private interface Differs {
    boolean at(int index);
  }

  /**
   * Compares two pictures.
   *
   * @param before null if there is none: then all has changed
   */
  static Changed between(byte @Nullable [] before, byte[] now, int width, int height) {
    return before == null
        ? new Changed(0, 0, width, height)
        : find(index -> before[index] != now[index], width, height);
  }

  /** As {@link #between(byte[], byte[], int, int)}. */
  static Changed between(int @Nullable [] before, int[] now, int width, int height) {
    return before == null
        ? new Changed(0, 0, width, height)
        : find(index -> before[index] != now[index], width, height);
  }

  private static Changed find(Differs differs, int width, int height) {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (differs.at(y * width + x)) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return right == 0 ? new Changed(0, 0, 1, 1) : new Changed(left, top, right, bottom);
  }
}
