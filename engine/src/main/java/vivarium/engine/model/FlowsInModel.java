package vivarium.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

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
  private final TreeMap<NodeId, RecentTraffic> traffic = new TreeMap<>();
  private long thinned;

  /** How many were left when those that had arrived were forgotten last. */
  private int leftLast;

  FlowsInModel copy() {
    FlowsInModel copy = new FlowsInModel();
    copy.sent.putAll(sent);
    copy.parked.putAll(parked);
    copy.lost.addAll(lost);
    copy.renewed.putAll(renewed);
    traffic.forEach((node, recent) -> copy.traffic.put(node, recent.copy()));
    copy.thinned = thinned;
    copy.leftLast = leftLast;
    return copy;
  }

  long weight() {
    return 6L * (sent.size() + parked.size() + renewed.size() + traffic.size()) + lost.size();
  }

  void apply(Stamped stamped, Flow event) {
    switch (event) {
      case Flow.Sent message -> {
        pruneArrived(stamped.atNanos());
        sent.put(message.messageId(), message);
        trafficOf(message.from()).add(message.departureNanos());
        trafficOf(message.to()).add(message.departureNanos());
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

  List<Flow.Sent> inFlight(long nanos) {
    List<Flow.Sent> result = new ArrayList<>();
    for (Flow.Sent message : sent.values()) {
      if (message.departureNanos() <= nanos && nanos < message.arrivalNanos()) {
        result.add(message);
      }
    }
    return result;
  }

  List<LostMessage> lostSince(long sinceNanos) {
    return lost.stream().filter(message -> message.atNanos() >= sinceNanos).toList();
  }

  private RecentTraffic trafficOf(NodeId node) {
    return traffic.computeIfAbsent(node, unused -> new RecentTraffic());
  }

  double traffic(NodeId node, long nanos) {
    RecentTraffic recent = traffic.get(node);
    return recent == null ? 0 : recent.at(nanos);
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
