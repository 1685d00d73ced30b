package vivarium.engine.net;

import org.apache.kafka.common.protocol.ApiMessage;

/** Takes what became of a request. Exactly one of its methods is called, once. */
public interface ResponseHandler {

  /** The request has left, and no answer to it is foreseen: a produce with acks=0. */
  default void sentWithoutAnswer() {}

  /** The answer; nobody else holds it. */
  void answered(ApiMessage response);

  /** No answer will come. Whether the request was carried out is not known. */
  void failed(Failure failure);

  /** Why a request has no answer. */
  enum Failure {
    /** The connection was refused or reset, as when the other process dies. */
    DISCONNECTED,
    /** Nothing came in time. */
    TIMED_OUT
  }
}
