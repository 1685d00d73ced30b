package vivarium.desktop.figures;

import java.util.Arrays;

/** One value for each second, from a second on; a second without a value is {@link Float#NaN}. */
public final class Curve {

  private static final int FIRST_ROOM = 64;

  private final String name;
  private long firstSecond = -1;
  private float[] values = new float[FIRST_ROOM];
  private int count;

  Curve(String name) {
    this.name = name;
  }

  /** What it is of: a broker, a group, an API, a percentile. */
  public String name() {
    return name;
  }

  /** The value of a second, or NaN where there is none. */
  public float at(long second) {
    long index = second - firstSecond;
    return index < 0 || index >= count ? Float.NaN : values[(int) index];
  }

  /** The newest second with a value. */
  public float last() {
    return count == 0 ? Float.NaN : values[count - 1];
  }

  /** Sets the value of a second later than all before. */
  void add(long second, float value, int most) {
    if (firstSecond < 0) {
      firstSecond = second;
    }
    long index = second - firstSecond;
    if (index >= most) {
      int gone = (int) Math.min(count, index - most + 1 + most / 4);
      System.arraycopy(values, gone, values, 0, count - gone);
      count -= gone;
      firstSecond = count == 0 ? second : firstSecond + gone;
      index = second - firstSecond;
    }
    if (index >= values.length) {
      values = Arrays.copyOf(values, (int) Math.min(most, Math.max(index + 1, values.length * 2L)));
    }
    Arrays.fill(values, count, (int) index, Float.NaN);
    values[(int) index] = value;
    count = (int) index + 1;
  }

  /** The first second remembered, or -1. */
  long firstSecond() {
    return firstSecond;
  }
}
