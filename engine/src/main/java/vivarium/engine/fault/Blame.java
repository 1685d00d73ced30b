package vivarium.engine.fault;

import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.protocol.Errors;
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

  private final TreeMap<NodeId, Stamped> nodeDown = new TreeMap<>();
  private final TreeMap<NodeId, Stamped> registeredProcessEnded = new TreeMap<>();
  private final TreeMap<NodeId, Stamped> nodeBack = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkDown = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkBack = new TreeMap<>();

  private final Refusals refusals = new Refusals();
  private final Decisions decisions = new Decisions();
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
    decisions.note(stamped);
    refusals.note(stamped);
    switch (stamped.event()) {
      case ClusterEvent.Node.Stopped e -> {
        nodeDown.put(stamped.node(), stamped);
        registeredProcessEnded.put(stamped.node(), stamped);
      }
      case ClusterEvent.Node.Frozen e -> nodeDown.put(stamped.node(), stamped);
      case ClusterEvent.Node.Registered e -> registeredProcessEnded.remove(stamped.node());
      case ClusterEvent.Node.Started e -> back(stamped);
      case ClusterEvent.Node.Resumed e -> back(stamped);
      case ClusterEvent.Fault.LinkCut(NodeId from, NodeId to) ->
          linkDown.put(Pair.of(from, to), stamped);
      case ClusterEvent.Fault.LinkHealed(NodeId from, NodeId to) -> {
        linkDown.remove(Pair.of(from, to));
        linkBack.put(Pair.of(from, to), stamped);
      }
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

  /**
   * As {@link #whySilent}; or else the end of the process that registered last: a new one may run,
   * but the session that the controller keeps is still that of the old one.
   */
  public long whySessionEnded(NodeId observer, NodeId silent) {
    return firstOf(whySilent(observer, silent), latest(registeredProcessEnded.get(silent), null));
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

  /** Seq of the event that gave the topic the partitions it has, or of none. */
  public long whyEnlarged(String topic) {
    return decisions.whyEnlarged(topic);
  }

  /** Seq of the controller's latest decision about the partition, or of none. */
  public long whyDecided(TopicPartition partition) {
    return decisions.latest(partition);
  }

  /** Seq of the decision with which the partition's latest leader epoch began, or of none. */
  public long whyLed(TopicPartition partition) {
    return decisions.latestReign(partition);
  }

  /**
   * Seq of the event because of which a follower that was out of sync has caught up: it is back, or
   * what slows the cluster was taken away, or another leader begins with less; or it is one that a
   * reassignment brings in.
   */
  public long whyCaughtUp(TopicPartition partition, NodeId leader, NodeId follower) {
    long sinceNanos = decisions.leftIsrNanos(partition, follower.number());
    return firstOf(
        decisions.whyAdded(partition, follower.number()),
        whyBackSince(leader, follower, sinceNanos),
        slowness.whyFasterSince(sinceNanos),
        decisions.latestReignSince(partition, sinceNanos));
  }

  /**
   * Seq of the event because of which a write waits for in-sync replicas, or of none: what keeps a
   * follower from fetching, or from learning whom to fetch from.
   *
   * @param leader whom the write was sent to, which may not lead any more
   */
  private long whyNotReplicated(TopicPartition partition, NodeId leader) {
    return latestOfFollowers(
        partition,
        leader,
        follower ->
            firstOf(
                whySilent(leader, follower),
                controller == null ? Stamped.NO_CAUSE : whySilent(controller, follower)));
  }

  private long latestOfFollowers(
      TopicPartition partition, NodeId leader, ToLongFunction<NodeId> ofFollower) {
    PartitionState led = decisions.stateLedBy(partition, leader.number());
    long latest = Stamped.NO_CAUSE;
    if (led != null) {
      for (int member : led.isr()) {
        if (member != leader.number()) {
          latest = Math.max(latest, ofFollower.applyAsLong(NodeId.broker(member)));
        }
      }
    }
    return latest;
  }

  /**
   * Seq of the event because of which a client's write was not answered in time: the broker cannot
   * be heard; or it waits for followers that it cannot hear; or either was so until just now; or
   * the ISR changed meanwhile; or all is well, only slower than the client has patience for.
   *
   * @param broker whom it was sent to
   * @param waitsForReplicas whether acks=all
   */
  public long whyUnanswered(
      NodeId client,
      NodeId broker,
      TopicPartition partition,
      boolean waitsForReplicas,
      long sentNanos) {
    return firstOf(
        whySilent(client, broker),
        waitsForReplicas ? whyNotReplicated(partition, broker) : Stamped.NO_CAUSE,
        whyBackSince(client, broker, sentNanos),
        waitsForReplicas
            ? latestOfFollowers(
                partition, broker, follower -> whyBackSince(broker, follower, sentNanos))
            : Stamped.NO_CAUSE,
        decisions.latestSince(partition, sentNanos),
        slowness.why(client));
  }

  /**
   * Seq of the event because of which a broker answers with this error to a client's write or read:
   * what it waited for in vain, or else what was decided about the partition.
   */
  public long whyRefused(NodeId client, TopicPartition partition, Errors error) {
    long current = currentCause.getAsLong();
    if (strikes.isStrike(current)) {
      return current; // A script said so.
    }
    return switch (error) {
      case REQUEST_TIMED_OUT ->
          firstOf(whyNotReplicated(partition), slowness.why(client), decisions.latest(partition));
      case OFFSET_OUT_OF_RANGE ->
          firstOf(decisions.whyRecordsAreGone(partition), decisions.latest(partition));
      case NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH -> decisions.latestReign(partition);
      case OUT_OF_ORDER_SEQUENCE_NUMBER ->
          Math.max(refusals.latest(client, partition), decisions.latestReign(partition));
      case NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND -> decisions.whyTooFew(partition);
      default -> decisions.latest(partition);
    };
  }

  /**
   * Seq of the event because of which a group's coordinator answers a member with this error: the
   * rebalance it missed, or what became of the partition that keeps the group.
   */
  public long whyGroupRefused(String groupId, Errors error) {
    long current = currentCause.getAsLong();
    if (strikes.isStrike(current)) {
      return current; // A script said so.
    }
    return switch (error) {
      case ILLEGAL_GENERATION,
          REBALANCE_IN_PROGRESS,
          UNKNOWN_MEMBER_ID,
          FENCED_MEMBER_EPOCH,
          STALE_MEMBER_EPOCH ->
          firstOf(decisions.whyRebalancing(groupId), whyUncoordinated(groupId));
      case NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS -> whyCoordinatedHere(groupId);
      default -> whyUncoordinated(groupId);
    };
  }

  /**
   * Seq of the event because of which the group's coordinator cannot write, or is another, or of
   * none.
   */
  public long whyUncoordinated(String groupId) {
    TopicPartition home = decisions.homeOf(groupId);
    return home == null
        ? Stamped.NO_CAUSE
        : firstOf(whyNotReplicated(home), decisions.latest(home));
  }

  private long whyCoordinatedHere(String groupId) {
    TopicPartition home = decisions.homeOf(groupId);
    return home == null ? Stamped.NO_CAUSE : decisions.latest(home);
  }

  /** As {@link #whyUnanswered}, of a member's request to its group's coordinator. */
  public long whyCoordinatorSilent(
      NodeId member, NodeId coordinator, String groupId, long sentNanos) {
    return firstOf(
        whySilent(member, coordinator),
        whyBackSince(member, coordinator, sentNanos),
        whyUncoordinated(groupId));
  }

  /** Seq of the setting that makes a built-in consumer as busy as it is, or of none. */
  public long whyBusy(NodeId consumer) {
    return slowness.whyBusy(consumer);
  }

  private long whyNotReplicated(TopicPartition partition) {
    PartitionState state = decisions.state(partition);
    return state == null || !state.hasLeader()
        ? Stamped.NO_CAUSE
        : whyNotReplicated(partition, NodeId.broker(state.leader()));
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
