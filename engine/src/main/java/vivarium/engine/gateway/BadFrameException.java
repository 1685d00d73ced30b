package vivarium.engine.gateway;

/** What arrived is not a frame of the Kafka protocol within the bounds; the message says what. */
final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1;

  BadFrameException(String message) {
    super(message);
  }
}
