package vivarium.engine.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel.LostMessage;
import vivarium.engine.model.ClusterModel.ParkedRequest;

/** The messages of a model: under way, waiting, and lately lost. */
final class FlowsInModel {

  /** More than a window can show; beyond it the oldest are forgotten. */
  private static final int MAX_SENT = 65_536;

  private static final int MAX_LOST = 256;

  /** So many that arrived may be remembered besides as many as are under way. */
  private static final int SPARE = 256;

  /** Whose answer, without an error, renews a session. */
  private static final List<String> RENEWING = List.of("BrokerHeartbeat", "Heartbeat", "ZkPing");

  private final TreeMap<Long, Flow.Sent> sent = new TreeMap<>();
  private final TreeMap<Long, ParkedRequest> parked = new TreeMap<>();
  private final ArrayDeque<LostMessage> lost = new ArrayDeque<>();
  private final TreeMap<NodeId, Long> renewed = new TreeMap<>();
  private long thinned;

  /** How many were left when those that had arrived were forgotten last. */
  private int leftLast;

  FlowsInModel copy() {
    FlowsInModel copy = new FlowsInModel();
    copy.sent.putAll(sent);
    copy.parked.putAll(parked);
    copy.lost.addAll(lost);
    copy.renewed.putAll(renewed);
    copy.thinned = thinned;
    copy.leftLast = leftLast;
    return copy;
  }

  long weight() {
    return 6L * (sent.size() + parked.size() + renewed.size()) + lost.size();
  }

  void apply(Stamped stamped, Flow event) {
    switch (event) {
      case Flow.Sent message -> {
        pruneArrived(stamped.atNanos());
        sent.put(message.messageId(), message);
        if (sent.size() > MAX_SENT) {
          sent.pollFirstEntry();
        }
        if (!message.isRequest() && message.error() == null && RENEWING.contains(message.api())) {
          renewed.put(message.to(), message.departureNanos());
        }
      }
      case Flow.Lost(long messageId, String reason) -> {
        Flow.Sent message = sent.remove(messageId);
        if (message != null) {
          lost.addLast(new LostMessage(message, stamped.atNanos(), reason));
          if (lost.size() > MAX_LOST) {
            lost.removeFirst();
          }
        }
      }
      case Flow.Parked request ->
          parked.put(
              request.requestId(), new ParkedRequest(stamped.node(), stamped.atNanos(), request));
      case Flow.Released(long requestId) -> parked.remove(requestId);
      case Flow.Thinned(long count) -> thinned += count;
    }
  }

  /** Forgets what arrived, but seldom: a sweep looks at all that are under way. */
  private void pruneArrived(long nanos) {
    if (sent.size() >= Math.min(2 * leftLast + SPARE, MAX_SENT)) {
      sent.values().removeIf(message -> message.arrivalNanos() < nanos);
      leftLast = sent.size();
    }
  }

  void forEachInFlight(long nanos, Consumer<Flow.Sent> action) {
    for (Flow.Sent message : sent.values()) {
      if (message.departureNanos() <= nanos && nanos < message.arrivalNanos()) {
        action.accept(message);
      }
    }
  }

  List<LostMessage> lostSince(long sinceNanos) {
    return lost.stream().filter(message -> message.atNanos() >= sinceNanos).toList();
  }

  long renewedAtNanos(NodeId node) {
    return renewed.getOrDefault(node, -1L);
  }

  Collection<ParkedRequest> parked() {
    return Collections.unmodifiableCollection(parked.values());
  }

  long thinned() {
    return thinned;
  }
}
