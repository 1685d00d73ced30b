package vivarium.engine.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** A partition: what the controller decided, and what each broker that holds a replica has. */
public final class PartitionView {

  /** Of more, the oldest are forgotten. */
  private static final int MAX_REORDERED = 256;

  private final TopicPartition id;
  PartitionState state;
  @Nullable PartitionState previous;
  long changedAtNanos;
  long changedSeq;
  int leaderBefore = -1;
  long leaderChangedAtNanos = -1;
  List<Integer> isrBefore = List.of();
  long isrChangedAtNanos = -1;
  long isrChangedSeq;
  long lostAtNanos = -1;
  long lostFirstOffset;
  int lostCount;

  /**
   * Stretches of records that were found out of order: by their first offset, one past the last.
   */
  private final TreeMap<Long, Long> reordered = new TreeMap<>();

  final TreeMap<Integer, ReplicaView> replicas = new TreeMap<>();

  /** How each replica that is not in the ISR left it, or was assigned; never changed in place. */
  private SortedMap<Integer, Left> outOfIsr = new TreeMap<>();

  private record Left(long atNanos, long seq) {}

  PartitionView(TopicPartition id, PartitionState state) {
    this.id = id;
    this.state = state;
  }

  PartitionView copy() {
    PartitionView copy = new PartitionView(id, state);
    copy.previous = previous;
    copy.changedAtNanos = changedAtNanos;
    copy.changedSeq = changedSeq;
    copy.leaderBefore = leaderBefore;
    copy.leaderChangedAtNanos = leaderChangedAtNanos;
    copy.isrBefore = isrBefore;
    copy.isrChangedAtNanos = isrChangedAtNanos;
    copy.isrChangedSeq = isrChangedSeq;
    copy.lostAtNanos = lostAtNanos;
    copy.lostFirstOffset = lostFirstOffset;
    copy.lostCount = lostCount;
    copy.reordered.putAll(reordered);
    copy.outOfIsr = outOfIsr;
    replicas.forEach((broker, replica) -> copy.replicas.put(broker, replica.copy()));
    return copy;
  }

  /** See {@link ClusterModel#weight}. */
  long weight() {
    long weight = 24 + 4L * reordered.size();
    for (ReplicaView replica : replicas.values()) {
      weight += 24 + replica.batches().size();
    }
    return weight;
  }

  /** Takes over what the controller decided. */
  void become(PartitionState after, @Nullable PartitionState before, long atNanos, long seq) {
    if (before != null && before.leader() != after.leader()) {
      // Between two leaders there may be none: the crown is the one's until the other has it.
      leaderBefore = before.hasLeader() ? before.leader() : leaderBefore;
      leaderChangedAtNanos = atNanos;
    }
    if (before != null && !before.isr().equals(after.isr())) {
      isrBefore = before.isr();
      isrChangedAtNanos = atNanos;
    }
    if (before == null || !before.isr().equals(after.isr())) {
      isrChangedSeq = seq;
    }
    if (before == null || !before.outOfSync().equals(after.outOfSync())) {
      SortedMap<Integer, Left> known = outOfIsr;
      Left now = new Left(atNanos, seq);
      outOfIsr = new TreeMap<>();
      after.outOfSync().forEach(each -> outOfIsr.put(each, known.getOrDefault(each, now)));
    }
    previous = before;
    state = after;
    changedAtNanos = atNanos;
    changedSeq = seq;
  }

  void lose(long firstOffset, int count, long atNanos) {
    lostAtNanos = atNanos;
    lostFirstOffset = firstOffset;
    lostCount = count;
  }

  void reorder(long firstOffset, int count) {
    reordered.put(firstOffset, firstOffset + count);
    if (reordered.size() > MAX_REORDERED) {
      reordered.pollFirstEntry();
    }
  }

  /** Folds in what a broker told of its replica. */
  void apply(Stamped stamped, Replica event) {
    int broker = stamped.node().number();
    switch (event) {
      case Replica.BecameLeader e -> {
        ReplicaView replica = replicaOrNew(broker);
        replica.role = ReplicaView.Role.LEADER;
        replica.place(e.leaderEpoch(), e.logStartOffset(), e.logEndOffset(), e.highWatermark());
      }
      case Replica.BecameFollower e -> {
        ReplicaView replica = replicaOrNew(broker);
        replica.role = ReplicaView.Role.FOLLOWER;
        replica.place(e.leaderEpoch(), e.logStartOffset(), e.logEndOffset(), e.highWatermark());
      }
      case Replica.Removed unused -> replicas.remove(broker);
      case Replica.Appended e -> append(broker, e.batch(), stamped.atNanos());
      case Replica.HighWatermarkMoved e -> replicaOrNew(broker).highWatermark = e.highWatermark();
      case Replica.Truncated e -> {
        replicaOrNew(broker).truncateTo(e.endOffset(), stamped.atNanos());
        // What the leader has there in their place has an order of its own.
        reordered.tailMap(e.endOffset(), true).clear();
        reordered.replaceAll((first, end) -> Math.min(end, e.endOffset()));
      }
      case Replica.LogStartMoved e -> replicaOrNew(broker).startAt(e.logStartOffset());
      case Replica.FellBehind e -> replicaOrNew(e.follower()).behindSinceNanos = e.sinceNanos();
      case Replica.CaughtUp e -> replicaOrNew(e.follower()).behindSinceNanos = -1;
      case Replica.ReaderSent unused -> {} // The consumer's next fetch shows where it went.
    }
  }

  /** What the leader has just got, those who had everything until now no longer have. */
  private void append(int broker, BatchSummary batch, long atNanos) {
    ReplicaView leader = leaderReplica();
    long leaderEnd = leader == null ? -1 : leader.logEndOffset();
    ReplicaView appending = replicaOrNew(broker);
    if (appending == leader) {
      for (ReplicaView each : replicas.values()) {
        if (each.logEndOffset() == leaderEnd) {
          each.inStepAtNanos = atNanos;
        }
      }
    }
    appending.append(batch);
    if (appending != leader) {
      follow(appending, leaderEnd, atNanos);
    }
  }

  /**
   * Whoever has all that the leader had when it got something last was in step then, though the
   * leader has more by now. Source: Kafka's {@code Replica.updateFetchStateOrThrow}.
   */
  private static void follow(ReplicaView follower, long leaderEnd, long atNanos) {
    if (follower.logEndOffset() == leaderEnd) {
      follower.inStepAtNanos = atNanos;
    } else if (follower.logEndOffset() >= follower.leaderEndBefore) {
      follower.inStepAtNanos = Math.max(follower.inStepAtNanos, follower.gotAtNanos);
    }
    follower.leaderEndBefore = leaderEnd;
    follower.gotAtNanos = atNanos;
  }

  /**
   * Since when a replica has not been in the ISR, in virtual time: it left it then, or was assigned
   * then and has not caught up yet; -1 if it is in the ISR or no replica.
   */
  public long outOfIsrSinceNanos(int broker) {
    Left left = outOfIsr.get(broker);
    return left == null ? -1 : left.atNanos();
  }

  /**
   * Seq of the event by which the ISR is as small as it is: the last by which a replica left it
   * that is not back, or if all are in, the last by which it changed.
   */
  long whyIsr() {
    return outOfIsr.values().stream().mapToLong(Left::seq).max().orElse(isrChangedSeq);
  }

  ReplicaView replicaOrNew(int broker) {
    return replicas.computeIfAbsent(broker, unused -> new ReplicaView());
  }

  public TopicPartition id() {
    return id;
  }

  public PartitionState state() {
    return state;
  }

  /** What {@link #state} was before its last change; null if it never changed. */
  public @Nullable PartitionState previous() {
    return previous;
  }

  public long changedAtNanos() {
    return changedAtNanos;
  }

  /** Who led before the leader changed last, or -1. */
  public int leaderBefore() {
    return leaderBefore;
  }

  /** When the leader changed last, or -1. */
  public long leaderChangedAtNanos() {
    return leaderChangedAtNanos;
  }

  /** Who was in sync before the ISR changed last. */
  public List<Integer> isrBefore() {
    return isrBefore;
  }

  /** When the ISR changed last, or -1. */
  public long isrChangedAtNanos() {
    return isrChangedAtNanos;
  }

  /** When acknowledged records were last found to be gone, or -1. */
  public long lostAtNanos() {
    return lostAtNanos;
  }

  /** Whether an offset is among those last found to be gone. */
  public boolean lost(long offset) {
    return lostAtNanos >= 0 && offset >= lostFirstOffset && offset < lostFirstOffset + lostCount;
  }

  /**
   * Whether the record at an offset was found to stand after others that its producer sent later.
   */
  public boolean reordered(long offset) {
    return reordered(offset, offset + 1);
  }

  /** As {@link #reordered(long)}, of any record from an offset up to, not including, another. */
  public boolean reordered(long from, long end) {
    var stretch = reordered.lowerEntry(end);
    return stretch != null && from < stretch.getValue();
  }

  /** Seq of the event that last changed {@link #state}. */
  public long changedSeq() {
    return changedSeq;
  }

  /** The replicas that brokers have told of, by broker id. */
  public SortedMap<Integer, ReplicaView> replicas() {
    return Collections.unmodifiableSortedMap(replicas);
  }

  public @Nullable ReplicaView replica(int broker) {
    return replicas.get(broker);
  }

  /** The replica of the leader the controller has named, or null. */
  public @Nullable ReplicaView leaderReplica() {
    return replicas.get(state.leader());
  }

  /** How many committed records lie behind an offset; -1 while no leader's replica is known. */
  long lag(long offset) {
    ReplicaView leader = leaderReplica();
    return leader == null ? -1 : Math.max(0, leader.highWatermark() - offset);
  }
}
