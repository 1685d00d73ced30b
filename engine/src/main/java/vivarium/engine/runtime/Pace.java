package vivarium.engine.runtime;

/**
 * Which virtual time it should be at a moment of the wall clock. Changing the speed or pausing
 * bends the line from that moment on; the past stays as it was. Not for use by several threads.
 */
final class Pace {

  private long wallAnchorNanos;
  private long virtualAnchorNanos;
  private double speed;
  private boolean paused;

  Pace(long wallNanos, long virtualNanos, double speed, boolean paused) {
    this.wallAnchorNanos = wallNanos;
    this.virtualAnchorNanos = virtualNanos;
    this.speed = speed;
    this.paused = paused;
  }

  double speed() {
    return speed;
  }

  boolean isPaused() {
    return paused;
  }

  /** The virtual time due at a wall-clock time. */
  long virtualAt(long wallNanos) {
    return paused
        ? virtualAnchorNanos
        : virtualAnchorNanos + (long) ((wallNanos - wallAnchorNanos) * speed);
  }

  /** How long from {@code wallNanos} until a virtual time is due; not while paused. */
  long wallNanosUntil(long virtualNanos, long wallNanos) {
    return (long) Math.ceil((virtualNanos - virtualAt(wallNanos)) / speed);
  }

  /** From here on time runs from {@code virtualNanos}. */
  void anchor(long wallNanos, long virtualNanos) {
    wallAnchorNanos = wallNanos;
    virtualAnchorNanos = virtualNanos;
  }

  void setSpeed(double newSpeed) {
    speed = newSpeed;
  }

  void setPaused(boolean value) {
    paused = value;
  }
}
