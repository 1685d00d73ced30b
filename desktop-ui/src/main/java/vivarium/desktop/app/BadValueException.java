package vivarium.desktop.app;

/**
 * A command was given a value that it cannot work with, and has done nothing; the message is all
 * that the user needs to see. The exit code is that of a command line not understood.
 */
final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadValueException(String message) {
    super(message);
  }

  BadValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
