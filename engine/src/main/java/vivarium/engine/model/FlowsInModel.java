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

/** The messages of a model: under way, waiting, lately lost; and how busy they keep each node. */
final class FlowsInModel {

  /** More than a window can show. A sweep leaves the latest half as many, at the most. */
  private static final int MAX_SENT = 65_536;

  private static final int MAX_LOST = 256;

  /** So many that arrived may be remembered besides as many as are under way. */
  private static final int SPARE = 256;

  /** Whose answer, without an error, renews a session. */
  private static final List<String> RENEWING = List.of("BrokerHeartbeat", "Heartbeat", "ZkPing");

  /** In the order of their ids: a frame walks through all of them. */
  private final ArrayList<Flow.Sent> sent = new ArrayList<>();

  private final TreeMap<Long, ParkedRequest> parked = new TreeMap<>();
  private final ArrayDeque<LostMessage> lost = new ArrayDeque<>();
  private final TreeMap<NodeId, Long> renewed = new TreeMap<>();
  private final TreeMap<NodeId, RecentTraffic> traffic = new TreeMap<>();
  private long thinned;

  /** How many were left when those that had arrived were forgotten last. */
  private int leftLast;

  FlowsInModel copy() {
    FlowsInModel copy = new FlowsInModel();
    copy.sent.addAll(sent);
    copy.parked.putAll(parked);
    copy.lost.addAll(lost);
    copy.renewed.putAll(renewed);
    traffic.forEach((node, recent) -> copy.traffic.put(node, recent.copy()));
    copy.thinned = thinned;
    copy.leftLast = leftLast;
    return copy;
  }

  long weight() {
    return sent.size() + lost.size() + 6L * (parked.size() + renewed.size() + traffic.size());
  }

  void apply(Stamped stamped, Flow event) {
    switch (event) {
      case Flow.Sent message -> {
        pruneArrived(stamped.atNanos());
        add(message);
        trafficOf(message.from()).add(message.departureNanos());
        trafficOf(message.to()).add(message.departureNanos());
        if (!message.isRequest() && message.error() == null && RENEWING.contains(message.api())) {
          renewed.put(message.to(), message.departureNanos());
        }
      }
      case Flow.Lost(long messageId, String reason) -> {
        int at = indexOf(messageId);
        if (at >= 0) {
          Flow.Sent message = sent.remove(at);
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

  /** Ids rise from message to message; whatever has a lower one finds its place all the same. */
  private void add(Flow.Sent message) {
    int at = indexOf(message.messageId());
    if (at >= 0) {
      sent.set(at, message);
    } else {
      sent.add(-at - 1, message);
    }
  }

  /** Where a message is, or less than 0 where it is not, as {@link Collections#binarySearch}. */
  private int indexOf(long messageId) {
    int from = 0;
    int to = sent.size();
    if (to == 0 || sent.getLast().messageId() < messageId) {
      return -to - 1;
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sent.get(middle).messageId() < messageId) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return sent.get(from).messageId() == messageId ? from : -from - 1;
  }

  /** Forgets what arrived, but seldom: a sweep looks at all that are under way. */
  private void pruneArrived(long nanos) {
    if (sent.size() >= Math.min(2 * leftLast + SPARE, MAX_SENT)) {
      sent.removeIf(message -> message.arrivalNanos() < nanos);
      if (sent.size() > MAX_SENT / 2) {
        sent.subList(0, sent.size() - MAX_SENT / 2).clear();
      }
      leftLast = sent.size();
      traffic.values().removeIf(recent -> recent.at(nanos) == 0); // A client that went is one.
    }
  }

  List<Flow.Sent> inFlight(long nanos) {
    List<Flow.Sent> result = new ArrayList<>();
    for (Flow.Sent message : sent) {
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
