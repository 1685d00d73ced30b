package vivarium.engine.wire;

/** A frame that is not a request this listener serves; its message says what is wrong with it. */
public final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1;

  public BadRequestException(String message) {
    super(message);
  }
}
