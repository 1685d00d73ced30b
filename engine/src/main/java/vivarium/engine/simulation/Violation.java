package vivarium.engine.simulation;

/** A rule that must hold whatever breaks was broken. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  Violation(String message) {
    super(message);
  }
}
