package vivarium.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * The way of one record through the cluster, from its producer to the groups that read it, as the
 * events tell it. An offset that was cut off and written anew has been two records: both ways are
 * told, in order of time, and each {@link Hop.Kind#APPENDED} says of which leader epoch it is.
 *
 * @param partition where the record is
 * @param offset its offset there
 * @param hops what happened to it, in order of time; empty if no event that is left tells of it
 */
public record RecordJourney(TopicPartition partition, long offset, List<Hop> hops) {

  public RecordJourney {
    hops = List.copyOf(hops);
  }

  /**
   * One thing that happened to a record.
   *
   * @param kind what
   * @param node where: the broker, or the client that was told
   * @param atNanos when
   * @param seq the event that tells so
   * @param sincePreviousNanos time since the hop before it; 0 for the first
   * @param detail the group, the error, the node at the other end or the leader epoch: see {@link
   *     Kind}; empty if there is nothing to add
   */
  public record Hop(
      Kind kind, NodeId node, long atNanos, long seq, long sincePreviousNanos, String detail) {

    /** What can happen to a record. */
    public enum Kind {
      /** The client sent it; detail: to whom. */
      SENT,
      /** A message with it never arrived; detail: why. */
      LOST_ON_THE_WAY,
      /** The client was told no, or nothing; detail: the error. */
      REFUSED,
      /** The leader wrote it; detail: the leader epoch. */
      APPENDED,
      /** A follower has fetched it and written it. */
      FETCHED,
      /** The high watermark passed it at the leader: consumers may read it. */
      COMMITTED,
      /** The client was told that it is written; detail: its acks. */
      ACKNOWLEDGED,
      /** A consumer was given it; detail: its group. */
      READ,
      /** A group committed an offset past it; detail: the group. */
      GROUP_COMMITTED,
      /** A replica cut it off. */
      TRUNCATED,
      /** Retention took it from a replica. */
      EXPIRED,
      /** It was acknowledged and is gone; detail: why. */
      LOST,
      /** It stands in the log again. */
      DUPLICATED
    }
  }

  /**
   * Follows a record through the events that the log remembers.
   *
   * @param toSeq up to and including this event
   */
  public static RecordJourney of(EventLog log, TopicPartition partition, long offset, long toSeq) {
    Search search = new Search(partition, offset);
    log.readBetween(0, Math.min(toSeq, log.lastSeq()), search::note);
    List<Hop> found = new ArrayList<>(search.found);
    ProduceAttempts attempts = new ProduceAttempts(partition);
    log.readBetween(0, Math.min(toSeq, log.lastSeq()), attempts::note);
    search.batches.forEach(batch -> found.addAll(attempts.of(batch)));
    found.sort(Comparator.comparingLong(Hop::seq));
    return new RecordJourney(partition, offset, withTimesBetween(found));
  }

  private static List<Hop> withTimesBetween(List<Hop> found) {
    List<Hop> hops = new ArrayList<>();
    for (Hop each : found) {
      long since = hops.isEmpty() ? 0 : each.atNanos() - hops.getLast().atNanos();
      hops.add(new Hop(each.kind(), each.node(), each.atNanos(), each.seq(), since, each.detail()));
    }
    return hops;
  }

  static Hop hop(Hop.Kind kind, NodeId node, Stamped stamped, String detail) {
    return new Hop(kind, node, stamped.atNanos(), stamped.seq(), 0, detail);
  }

  /** A batch with the record, as its leader appended it. */
  record Batch(NodeId leader, long atNanos, BatchSummary summary) {}

  /** What is told of the offset itself, and which batches it came in. */
  private static final class Search {
    final TopicPartition partition;
    final long offset;
    final List<Hop> found = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    private final Map<NodeId, Integer> leaderEpochs = new LinkedHashMap<>();
    private final TreeMap<String, Long> committed = new TreeMap<>();
    private boolean passed;

    Search(TopicPartition partition, long offset) {
      this.partition = partition;
      this.offset = offset;
    }

    void note(Stamped stamped) {
      switch (stamped.event()) {
        case Replica event when event.partition().equals(partition) -> replica(stamped, event);
        case Client event -> client(stamped, event);
        case Verdict.RecordsLost e
            when e.partition().equals(partition) && covers(e.firstOffset(), e.recordCount()) ->
            add(Hop.Kind.LOST, stamped, e.reason());
        case Verdict.RecordsDuplicated e
            when e.partition().equals(partition) && covers(e.firstOffset(), e.recordCount()) ->
            add(Hop.Kind.DUPLICATED, stamped, e.reason());
        default -> {} // Nothing of this record.
      }
    }

    private void replica(Stamped stamped, Replica event) {
      NodeId node = stamped.node();
      switch (event) {
        case Replica.BecameLeader e -> leaderEpochs.put(node, e.leaderEpoch());
        case Replica.BecameFollower unused -> leaderEpochs.remove(node);
        case Replica.Removed unused -> leaderEpochs.remove(node);
        case Replica.Appended e -> {
          BatchSummary batch = e.batch();
          if (covers(batch.baseOffset(), batch.recordCount())) {
            appended(stamped, batch);
          }
        }
        case Replica.HighWatermarkMoved e -> {
          // A new leader's begins lower, and passes the record again: that is no news.
          if (!passed && leaderEpochs.containsKey(node) && e.highWatermark() > offset) {
            passed = true;
            add(Hop.Kind.COMMITTED, stamped, "");
          }
        }
        case Replica.Truncated e -> {
          if (covers(e.endOffset(), e.previousEndOffset() - e.endOffset())) {
            add(Hop.Kind.TRUNCATED, stamped, "");
          }
        }
        case Replica.LogStartMoved e -> {
          if (e.logStartOffset() > offset && !batches.isEmpty()) {
            add(Hop.Kind.EXPIRED, stamped, "");
          }
        }
        case Replica.ReaderSent unused -> {} // Where to read says nothing of a record.
        case Replica.FellBehind unused -> {} // Of the replica, not of the record.
        case Replica.CaughtUp unused -> {} // As above.
      }
    }

    /** A batch of the leader's own epoch was written by it; an older one it had from another. */
    private void appended(Stamped stamped, BatchSummary batch) {
      Integer epoch = leaderEpochs.get(stamped.node());
      if (epoch != null && epoch == batch.leaderEpoch()) {
        passed = false;
        batches.add(new Batch(stamped.node(), stamped.atNanos(), batch));
        add(Hop.Kind.APPENDED, stamped, Integer.toString(batch.leaderEpoch()));
      } else {
        add(Hop.Kind.FETCHED, stamped, "");
      }
    }

    private void client(Stamped stamped, Client event) {
      switch (event) {
        case Client.Acknowledged e
            when e.partition().equals(partition) && covers(e.baseOffset(), e.recordCount()) ->
            add(Hop.Kind.ACKNOWLEDGED, stamped, e.acks() < 0 ? "all" : Integer.toString(e.acks()));
        case Client.Read e
            when e.partition().equals(partition)
                && covers(e.nextOffset() - e.recordCount(), e.recordCount()) ->
            add(Hop.Kind.READ, stamped, e.groupId());
        case Client.Committed e when e.partition().equals(partition) -> {
          Long before = committed.put(e.groupId(), e.offset());
          if ((before == null || before <= offset) && e.offset() > offset) {
            add(Hop.Kind.GROUP_COMMITTED, stamped, e.groupId());
          }
        }
        default -> {} // Nothing of this record.
      }
    }

    private boolean covers(long first, long count) {
      return first <= offset && offset < first + count;
    }

    private void add(Hop.Kind kind, Stamped stamped, String detail) {
      found.add(hop(kind, stamped.node(), stamped, detail));
    }
  }
}
