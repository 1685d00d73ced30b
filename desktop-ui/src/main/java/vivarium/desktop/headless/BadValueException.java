package vivarium.desktop.headless;

/**
 * A command was given a value that it cannot work with, and has done nothing; the message is all
 * that the user needs to see. The exit code is that of a command line not understood.
 */
public final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadValueException(String message) {
    super(message);
  }

  public BadValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
