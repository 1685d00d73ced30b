package vivarium.engine.recording;

/** A file is no recording that can be read; the message is a sentence that says why. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1;

  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
