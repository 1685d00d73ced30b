package vivarium.desktop.headless;

/** A command cannot do what was asked; its message is all that the user needs to see. */
public final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FailedException(String message) {
    super(message);
  }

  public FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
