package vivarium.engine.controller;

import org.apache.kafka.common.protocol.Errors;

/** Refusal of one item of a request, to be told to the client as it stands. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_MESSAGE_CHARS = 1_000;

  private final Errors error;

  /** What a client sent may stand in the message, and is cut where it is too long to answer. */
  RefusedException(Errors error, String message) {
    super(message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    this.error = error;
  }

  short code() {
    return error.code();
  }
}
