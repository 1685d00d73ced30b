package vivarium.engine.log;

/** Bytes that should be record batches are not; Kafka's {@code CORRUPT_MESSAGE}. */
public final class CorruptRecordsException extends Exception {
  private static final long serialVersionUID = 1;

  public CorruptRecordsException(String message) {
    super(message);
  }
}
