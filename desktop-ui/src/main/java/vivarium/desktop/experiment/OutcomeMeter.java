package vivarium.desktop.experiment;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** Takes the figures of a run from its events, which it is shown all, in order. */
public final class OutcomeMeter {

  private static final String PRODUCE = "Produce";

  private final EnumMap<Measure, Long> counts = new EnumMap<>(Measure.class);

  /** Records by how long each took to be acknowledged. */
  private final TreeMap<Long, Long> latencies = new TreeMap<>();

  private final Map<String, Pauses> groupPauses = new HashMap<>();
  private final Map<Reader, Pauses> partitionPauses = new HashMap<>();
  private final TreeSet<NodeId> down = new TreeSet<>();
  private final TreeMap<TopicPartition, Integer> leaders = new TreeMap<>();
  private final Map<TopicPartition, Long> leaderlessSince = new HashMap<>();
  private final Map<String, Long> unstableSince = new HashMap<>();
  private final TreeSet<String> stableOnce = new TreeSet<>();
  private @Nullable NodeId controller;
  private long controllerlessSince = -1;

  /** Who reads what. */
  private record Reader(String groupId, TopicPartition partition) {}

  /** How long nothing was read at most, from the first read on. */
  private static final class Pauses {
    private long lastNanos = -1;
    private long longestNanos;

    void readAt(long atNanos) {
      longestNanos = longestUntil(atNanos);
      lastNanos = atNanos;
    }

    long longestUntil(long nowNanos) {
      return lastNanos < 0 ? 0 : Math.max(longestNanos, nowNanos - lastNanos);
    }
  }

  /** Takes the next event. */
  public void take(Stamped stamped) {
    switch (stamped.event()) {
      case Client.Acknowledged acknowledged -> {
        add(Measure.ACKNOWLEDGED, acknowledged.recordCount());
        latencies.merge(acknowledged.latencyNanos(), (long) acknowledged.recordCount(), Long::sum);
      }
      case Client.Refused refused when refused.api().equals(PRODUCE) -> {
        add(Measure.ERRORS, 1);
        add(Measure.GIVEN_UP, refused.willRetry() ? 0 : refused.recordCount());
      }
      case Client.Read read -> {
        add(Measure.READ, read.recordCount());
        groupPauses.computeIfAbsent(read.groupId(), none -> new Pauses()).readAt(stamped.atNanos());
        partitionPauses
            .computeIfAbsent(new Reader(read.groupId(), read.partition()), none -> new Pauses())
            .readAt(stamped.atNanos());
      }
      case Client.GroupChanged group -> group(stamped.atNanos(), group);
      case Verdict.RecordsLost lost -> add(Measure.LOST, lost.recordCount());
      case Verdict.RecordsDuplicated twice -> add(Measure.DUPLICATED, twice.recordCount());
      case Verdict.RecordsReordered late -> add(Measure.REORDERED, late.recordCount());
      case Node.Stopped unused -> process(stamped, false);
      case Node.Frozen() -> process(stamped, false);
      case Node.Started() -> process(stamped, true);
      case Node.Resumed() -> process(stamped, true);
      case Coordination.ControllerElected unused -> {
        controller = stamped.node();
        controller(stamped.atNanos());
      }
      case Coordination.ControllerGone unused -> {
        if (controller != null) {
          controller = NodeId.CLUSTER;
          controller(stamped.atNanos());
        }
      }
      case Metadata.PartitionChanged changed -> partition(stamped.atNanos(), changed);
      case Metadata.TopicDeleted(String topic) -> forget(stamped.atNanos(), topic);
      default -> {} // Nothing of it is put into figures.
    }
  }

  private void add(Measure measure, long amount) {
    counts.merge(measure, amount, Long::sum);
  }

  private void most(Measure measure, long value) {
    counts.merge(measure, value, Math::max);
  }

  private void process(Stamped stamped, boolean runs) {
    if (runs) {
      down.remove(stamped.node());
    } else {
      down.add(stamped.node());
    }
    leaders.forEach(
        (partition, leader) -> {
          if (NodeId.broker(leader).equals(stamped.node())) {
            served(stamped.atNanos(), partition);
          }
        });
    if (stamped.node().equals(controller)) {
      controller(stamped.atNanos());
    }
  }

  private void partition(long atNanos, Metadata.PartitionChanged changed) {
    TopicPartition partition = changed.partition();
    if (partition.isInternal()) {
      return;
    }
    if (changed.leaderChanged() && changed.after().hasLeader()) {
      add(Measure.ELECTIONS, 1);
      add(Measure.UNCLEAN_ELECTIONS, losesSomething(changed) ? 1 : 0);
    }
    leaders.put(partition, changed.after().leader());
    served(atNanos, partition);
  }

  /** The last that was eligible, come back with its disk, is elected without being in the ELR. */
  private static boolean losesSomething(Metadata.PartitionChanged changed) {
    return changed.electedUncleanly()
        && (changed.before() == null
            || !changed.before().lastKnownElr().contains(changed.after().leader()));
  }

  /** Notes whether a partition has a leader that runs. */
  private void served(long atNanos, TopicPartition partition) {
    int leader = leaders.getOrDefault(partition, PartitionState.NO_LEADER);
    boolean runs = leader >= 0 && !down.contains(NodeId.broker(leader));
    Long since = leaderlessSince.get(partition);
    if (runs && since != null) {
      leaderlessSince.remove(partition);
      leaderless(atNanos - since);
    } else if (!runs && since == null) {
      leaderlessSince.put(partition, atNanos);
    }
  }

  private void leaderless(long nanos) {
    add(Measure.LEADERLESS, nanos);
    most(Measure.LEADERLESS_LONGEST, nanos);
  }

  private void forget(long atNanos, String topic) {
    for (TopicPartition partition : List.copyOf(leaders.keySet())) {
      if (partition.topic().equals(topic)) {
        leaders.remove(partition);
        Long since = leaderlessSince.remove(partition);
        if (since != null) {
          leaderless(atNanos - since);
        }
      }
    }
  }

  private void controller(long atNanos) {
    NodeId active = controller;
    boolean runs = active != null && !active.equals(NodeId.CLUSTER) && !down.contains(active);
    if (runs && controllerlessSince >= 0) {
      add(Measure.CONTROLLERLESS, atNanos - controllerlessSince);
      controllerlessSince = -1;
    } else if (!runs && controllerlessSince < 0) {
      controllerlessSince = atNanos;
    }
  }

  private void group(long atNanos, Client.GroupChanged group) {
    String id = group.groupId();
    boolean rests = !group.state().isRebalancing();
    Long since = unstableSince.get(id);
    if (rests && since != null) {
      unstableSince.remove(id);
      add(Measure.REBALANCING, atNanos - since);
    } else if (!rests && since == null && stableOnce.contains(id)) {
      unstableSince.put(id, atNanos);
      add(Measure.REBALANCES, 1);
    }
    if (group.state() == GroupState.STABLE) {
      stableOnce.add(id);
    }
  }

  /** The figures up to a moment, which is not before the last event. */
  public Outcome at(long nowNanos) {
    EnumMap<Measure, Long> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, counts.getOrDefault(measure, 0L));
    }
    for (Pauses pauses : groupPauses.values()) {
      values.merge(Measure.GROUP_PAUSE, pauses.longestUntil(nowNanos), Math::max);
    }
    for (Pauses pauses : partitionPauses.values()) {
      values.merge(Measure.PARTITION_PAUSE, pauses.longestUntil(nowNanos), Math::max);
    }
    for (long since : leaderlessSince.values()) {
      values.merge(Measure.LEADERLESS, nowNanos - since, Long::sum);
      values.merge(Measure.LEADERLESS_LONGEST, nowNanos - since, Math::max);
    }
    for (long since : unstableSince.values()) {
      values.merge(Measure.REBALANCING, nowNanos - since, Long::sum);
    }
    if (controllerlessSince >= 0) {
      values.merge(Measure.CONTROLLERLESS, nowNanos - controllerlessSince, Long::sum);
    }
    values.put(Measure.LATENCY_P50, latency(0.5));
    values.put(Measure.LATENCY_P99, latency(0.99));
    values.put(Measure.LATENCY_MAX, latencies.isEmpty() ? -1 : latencies.lastKey());
    return new Outcome(values);
  }

  /** The latency that a share of the acknowledged records did not exceed. */
  private long latency(double share) {
    long all = latencies.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (Map.Entry<Long, Long> each : latencies.entrySet()) {
      seen += each.getValue();
      if (seen >= wanted) {
        return each.getKey();
      }
    }
    return -1;
  }
}
