package vivarium.engine.sim;

/**
 * Random numbers that are the same for the same seed on every machine. Each use has a stream of its
 * own, named, so that a draw in one place does not shift the draws in another. SplitMix64 (Steele,
 * Lea, Flood 2014).
 */
public final class SeededRandom {

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  public static SeededRandom ofSeed(long seed) {
    return new SeededRandom(seed);
  }

  /** An independent stream that depends on this one's seed and the name alone. */
  public SeededRandom stream(String name) {
    long mixed = state;
    for (int i = 0; i < name.length(); i++) {
      mixed = mix(mixed + 0x9e3779b97f4a7c15L * (name.charAt(i) + 1));
    }
    return new SeededRandom(mixed);
  }

  public long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    return mix(state);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, bound); the bound must be positive. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound=" + bound + " must be 1 or more");
    }
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  public boolean nextBoolean() {
    return nextLong() < 0;
  }
}
