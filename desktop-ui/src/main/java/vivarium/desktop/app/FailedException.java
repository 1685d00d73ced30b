package vivarium.desktop.app;

/** A command cannot do what was asked; its message is all that the user needs to see. */
final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedException(String message) {
    super(message);
  }

  FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
