package vivarium.engine.fault;

import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Remembers the latest event that took a node or a link away, and the latest that gave it back. A
 * timeout in the cluster only knows that nothing came; from here the event about it learns why.
 */
public final class Blame {

  /** Kafka's error for what a broker waited for in vain. */
  private static final String TIMED_OUT = "REQUEST_TIMED_OUT";

  private final TreeMap<NodeId, Stamped> nodeDown = new TreeMap<>();
  private final TreeMap<NodeId, Stamped> nodeBack = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkDown = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkBack = new TreeMap<>();

  private final TreeMap<TopicPartition, Decision> decisions = new TreeMap<>();
  private final Slowness slowness = new Slowness();
  private final Strikes strikes = new Strikes();
  private final LongSupplier currentCause;
  private @Nullable NodeId controller;

  /**
   * @param currentCause seq of the event that caused what happens right now
   */
  public Blame(LongSupplier currentCause) {
    this.currentCause = currentCause;
  }

  private record Decision(long seq, PartitionState state) {}

  /** Two nodes, whichever way round. */
  private record Pair(NodeId first, NodeId second) implements Comparable<Pair> {
    static Pair of(NodeId a, NodeId b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }

    @Override
    public int compareTo(Pair other) {
      int byFirst = first.compareTo(other.first);
      return byFirst != 0 ? byFirst : second.compareTo(other.second);
    }
  }

  /** Takes note of an event of the cluster. */
  public void note(Stamped stamped) {
    slowness.note(stamped);
    strikes.note(stamped);
    switch (stamped.event()) {
      case ClusterEvent.Node.Stopped e -> nodeDown.put(stamped.node(), stamped);
      case ClusterEvent.Node.Frozen e -> nodeDown.put(stamped.node(), stamped);
      case ClusterEvent.Node.Started e -> back(stamped);
      case ClusterEvent.Node.Resumed e -> back(stamped);
      case ClusterEvent.Fault.LinkCut(NodeId from, NodeId to) ->
          linkDown.put(Pair.of(from, to), stamped);
      case ClusterEvent.Fault.LinkHealed(NodeId from, NodeId to) -> {
        linkDown.remove(Pair.of(from, to));
        linkBack.put(Pair.of(from, to), stamped);
      }
      case ClusterEvent.Metadata.PartitionChanged changed ->
          decisions.put(changed.partition(), new Decision(stamped.seq(), changed.after()));
      case ClusterEvent.Metadata.TopicDeleted(String topic) ->
          decisions.keySet().removeIf(id -> id.topic().equals(topic));
      case ClusterEvent.Coordination.ControllerElected e -> controller = stamped.node();
      default -> {} // Nothing else takes a node or a link away.
    }
  }

  private void back(Stamped stamped) {
    nodeDown.remove(stamped.node());
    nodeBack.put(stamped.node(), stamped);
  }

  /** Seq of the event that explains why the two do not hear each other, or of none. */
  public long whySilent(NodeId observer, NodeId silent) {
    return firstOf(
        latest(nodeDown.get(silent), linkDown.get(Pair.of(observer, silent))),
        strikes.whySilent(observer, silent));
  }

  /** Seq of the event that explains why the two hear each other again, or of none. */
  public long whyBack(NodeId observer, NodeId returned) {
    return latest(nodeBack.get(returned), linkBack.get(Pair.of(observer, returned)));
  }

  /**
   * Seq of the event because of which the two hear each other again, if that was not before {@code
   * sinceNanos}; or of none. What was lost until then is late.
   */
  public long whyBackSince(NodeId observer, NodeId returned, long sinceNanos) {
    return latest(
        notBefore(nodeBack.get(returned), sinceNanos),
        notBefore(linkBack.get(Pair.of(observer, returned)), sinceNanos));
  }

  private static @Nullable Stamped notBefore(@Nullable Stamped stamped, long nanos) {
    return stamped == null || stamped.atNanos() < nanos ? null : stamped;
  }

  /** Seq of the controller's latest decision about the partition, or of none. */
  public long whyDecided(TopicPartition partition) {
    Decision decision = decisions.get(partition);
    return decision == null ? Stamped.NO_CAUSE : decision.seq();
  }

  /**
   * Seq of the event because of which a write waits for in-sync replicas, or of none: what keeps a
   * follower from fetching, or from learning whom to fetch from.
   */
  public long whyNotReplicated(TopicPartition partition) {
    return latestOfFollowers(
        partition,
        (leader, follower) ->
            firstOf(
                whySilent(leader, follower),
                controller == null ? Stamped.NO_CAUSE : whySilent(controller, follower)));
  }

  /** As {@link #whyBackSince}, of the partition's leader and any of its in-sync followers. */
  public long whyReplicatedLate(TopicPartition partition, long sinceNanos) {
    return latestOfFollowers(
        partition, (leader, follower) -> whyBackSince(leader, follower, sinceNanos));
  }

  private long latestOfFollowers(
      TopicPartition partition, ToLongBiFunction<NodeId, NodeId> ofLeaderAndFollower) {
    Decision decision = decisions.get(partition);
    if (decision == null || !decision.state().hasLeader()) {
      return Stamped.NO_CAUSE;
    }
    int leader = decision.state().leader();
    long latest = Stamped.NO_CAUSE;
    for (int follower : decision.state().isr()) {
      if (follower != leader) {
        latest =
            Math.max(
                latest,
                ofLeaderAndFollower.applyAsLong(NodeId.broker(leader), NodeId.broker(follower)));
      }
    }
    return latest;
  }

  /**
   * Seq of the event because of which a broker answers with this error to a client's write or read:
   * what it waited for in vain, or else what was decided about the partition.
   *
   * @param error Kafka's
   */
  public long whyRefused(NodeId client, TopicPartition partition, String error) {
    long current = currentCause.getAsLong();
    if (strikes.isStrike(current)) {
      return current; // A script said so.
    }
    return error.equals(TIMED_OUT)
        ? firstOf(whyNotReplicated(partition), whySlow(client), whyDecided(partition))
        : whyDecided(partition);
  }

  /**
   * Seq of the setting because of which what works takes longer than the client waits, or of none.
   * For a built-in producer there always is one: that which made its timeouts what they are.
   */
  public long whySlow(NodeId client) {
    return slowness.why(client);
  }

  /** The first of the causes, in order of how much they explain, that is one. */
  public static long firstOf(long... causes) {
    for (long cause : causes) {
      if (cause != Stamped.NO_CAUSE) {
        return cause;
      }
    }
    return Stamped.NO_CAUSE;
  }

  private static long latest(@Nullable Stamped a, @Nullable Stamped b) {
    return Math.max(a == null ? Stamped.NO_CAUSE : a.seq(), b == null ? Stamped.NO_CAUSE : b.seq());
  }
}
