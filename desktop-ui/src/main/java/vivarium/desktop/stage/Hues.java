package vivarium.desktop.stage;

import vivarium.engine.event.BatchSummary;

/** The hue of a record is its key. */
public final class Hues {

  /** Distinct hues; two keys may share one. */
  public static final int COUNT = 8;

  /** Of a record without a key, or whose key is not known. */
  public static final int NEUTRAL = -1;

  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private Hues() {}

  /** The hue of a key by its hash. The hash is mixed, since keys in use are often alike. */
  public static int of(int keyHash) {
    return keyHash == BatchSummary.NO_KEY
        ? NEUTRAL
        : Integer.remainderUnsigned((keyHash ^ (keyHash >>> 16)) * GOLDEN_RATIO >>> 8, COUNT);
  }
}
