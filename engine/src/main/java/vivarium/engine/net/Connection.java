package vivarium.engine.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;

/**
 * One connection, as TCP gives it: what one side sends arrives in order or not at all. The serving
 * side handles one request at a time, as a Kafka broker mutes a channel until it has answered.
 */
final class Connection {

  /**
   * Requests without an answer (acks=0) under way on one connection at most: it stands for the
   * bytes that the buffers of both ends hold. Who waits for answers bounds itself.
   */
  private static final int MAX_ONE_WAY = 1_000;

  private final NodeId from;
  private final NodeId to;
  private final String lane;
  private final Sequence requests = new Sequence();
  private final Sequence answers = new Sequence();
  private final ArrayDeque<Request> arrived = new ArrayDeque<>();
  private final ArrayList<Request> awaited = new ArrayList<>();
  private @Nullable Request serving;
  private boolean closed;
  private int oneWay;
  private boolean underService;
  private long lastRequestNanos;
  private long lastAnswerNanos;

  Connection(NodeId from, NodeId to, String lane) {
    this.from = from;
    this.to = to;
    this.lane = lane;
  }

  NodeId from() {
    return from;
  }

  NodeId to() {
    return to;
  }

  String lane() {
    return lane;
  }

  boolean isClosed() {
    return closed;
  }

  /** When a message arrives that would come at this time: never before one sent earlier. */
  long inOrder(boolean asking, long atNanos) {
    long arrival = Math.max(atNanos, asking ? lastRequestNanos : lastAnswerNanos);
    if (asking) {
      lastRequestNanos = arrival;
    } else {
      lastAnswerNanos = arrival;
    }
    return arrival;
  }

  /** The order of what is sent one way. */
  Sequence sequence(boolean asking) {
    return asking ? requests : answers;
  }

  /** A request is on its way. */
  void sent(Request request) {
    if (request.expectsAnswer()) {
      awaited.add(request);
    } else {
      oneWay++;
    }
  }

  /** Whether more cannot be sent: what was, nobody takes out at the other end. */
  boolean isFull() {
    return oneWay >= MAX_ONE_WAY;
  }

  boolean isAwaiting(Request request) {
    return awaited.contains(request);
  }

  /** The sender no longer waits for it; returns whether it did. */
  boolean settle(Request request) {
    if (!awaited.remove(request)) {
      return false;
    }
    request.settled();
    return true;
  }

  /** Ends the connection; returns the requests whose senders still wait, oldest first. */
  List<Request> close() {
    closed = true;
    requests.close();
    answers.close();
    List<Request> open = List.copyOf(awaited);
    awaited.clear();
    open.forEach(Request::settled);
    return open;
  }

  /** The request has reached the serving side; {@link #next} says what to serve. */
  void arrived(Request request) {
    arrived.addLast(request);
  }

  /**
   * Whether nobody serves this connection's requests at the moment; from now on the caller does.
   */
  boolean beginServing() {
    if (underService) {
      return false;
    }
    underService = true;
    return true;
  }

  void endServing() {
    underService = false;
  }

  /** The request to serve now, or null while one is being served or none is there. */
  @Nullable Request next() {
    if (serving != null) {
      return null;
    }
    serving = arrived.pollFirst();
    if (serving != null && !serving.expectsAnswer()) {
      oneWay--;
    }
    return serving;
  }

  /** The request being served is done with, answered or not. */
  void served(Request request) {
    if (serving == request) {
      serving = null;
    }
  }

  /** The serving process is dead; what it held is abandoned. */
  void abandonAtServer() {
    if (serving != null) {
      serving.abandon();
      serving = null;
    }
    arrived.clear();
  }
}
