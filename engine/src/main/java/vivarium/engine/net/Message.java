package vivarium.engine.net;

import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.ActiveFault;

/** A request or an answer on its way. */
final class Message {

  private final Request request;
  private final long id;
  private final ApiMessage body;
  private final boolean asking;
  private final long place;
  private boolean told;
  private @Nullable ActiveFault fault;

  /**
   * @param request itself, or what it answers
   * @param asking whether it is the request
   */
  Message(Request request, long id, ApiMessage body, boolean asking) {
    this(request, id, body, asking, request.connection().sequence(asking).next());
  }

  private Message(Request request, long id, ApiMessage body, boolean asking, long place) {
    this.request = request;
    this.id = id;
    this.body = body;
    this.asking = asking;
    this.place = place;
  }

  /** Where it stands among what its connection carries this way. */
  long place() {
    return place;
  }

  /** The same, sent once more. */
  Message again(long newId) {
    return new Message(request, newId, body, asking, place);
  }

  Request request() {
    return request;
  }

  Connection connection() {
    return request.connection();
  }

  long id() {
    return id;
  }

  ApiMessage body() {
    return body;
  }

  boolean isAsking() {
    return asking;
  }

  NodeId from() {
    return asking ? request.from() : request.to();
  }

  NodeId to() {
    return asking ? request.to() : request.from();
  }

  /** Whether a flow event tells of it. */
  boolean isTold() {
    return told;
  }

  void told() {
    told = true;
  }

  /** What decides its fate on arrival, or null if it simply arrives. */
  @Nullable ActiveFault fault() {
    return fault;
  }

  void doom(ActiveFault value) {
    fault = value;
  }
}
