package vivarium.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * What became of one record, from the events that are remembered: {@link #take} them in order. A
 * record is known by its offset and the epoch of the leader that appended it, since after a
 * truncation another may have its offset.
 */
public final class RecordJourney {

  /** A record in a log that is never cleaned goes through so much and no more. */
  private static final int MAX_HOPS = 200;

  /** What can happen to a record. */
  public enum Kind {
    /** The client sent it; detail: to whom. */
    SENT,
    /** A message with it never arrived; detail: why. */
    LOST_ON_THE_WAY,
    /** The client was told no, or nothing, and tried again; detail: the error. */
    REFUSED,
    /** The leader wrote it; detail: the leader epoch. */
    APPENDED,
    /** A follower has fetched it and written it. */
    FETCHED,
    /** The high watermark has passed it: it will not be lost as long as one of the ISR stays. */
    COMMITTED,
    /** The client was told that it is written; detail: its acks. */
    ACKNOWLEDGED,
    /** Given to a group, or to a client without one; detail: the group, or the client. */
    READ,
    /** The group's committed offset has passed it; detail: the group. */
    READ_COMMITTED,
    /** Cut off a log that did not agree with the leader's. */
    TRUNCATED,
    /** Retention or a deletion moved the log's start past it. */
    DELETED,
    /** The ledger found it gone although it was acknowledged; detail: why. */
    LOST,
    /** The ledger found it in the log once more; detail: why. */
    DUPLICATED,
    /** It stands after records that were sent later. */
    REORDERED
  }

  /**
   * A station.
   *
   * @param seq the event that tells so
   * @param atNanos virtual time
   * @param node where: the client, the broker
   * @param detail see {@link Kind}; empty if there is nothing to add
   */
  public record Hop(Kind kind, long seq, long atNanos, NodeId node, String detail) {}

  private final TopicPartition partition;
  private final long offset;
  private final int leaderEpoch;
  private final ProduceAttempts attempts;
  private final List<Hop> hops = new ArrayList<>();

  /** The brokers in whose logs it lies now. */
  private final SortedSet<NodeId> holders = new TreeSet<>();

  /** What happened once and counts only the first time. */
  private final SortedSet<String> seen = new TreeSet<>();

  /** A journey of which nothing is known yet. */
  public RecordJourney(TopicPartition partition, long offset, int leaderEpoch) {
    this.partition = partition;
    this.offset = offset;
    this.leaderEpoch = leaderEpoch;
    this.attempts = new ProduceAttempts(partition);
  }

  /**
   * The journeys of all records that had an offset, one for each leader epoch, in order of the
   * epochs.
   *
   * @return empty if no event that is left tells of the offset
   */
  public static List<RecordJourney> of(EventLog log, TopicPartition partition, long offset) {
    SortedSet<Integer> epochs = new TreeSet<>();
    log.readAfter(
        0,
        stamped -> {
          if (stamped.event() instanceof Replica.Appended(TopicPartition where, BatchSummary batch)
              && where.equals(partition)
              && batch.baseOffset() <= offset
              && offset <= batch.lastOffset()) {
            epochs.add(batch.leaderEpoch());
          }
        });
    List<RecordJourney> journeys =
        epochs.stream().map(epoch -> new RecordJourney(partition, offset, epoch)).toList();
    log.readAfter(0, stamped -> journeys.forEach(journey -> journey.take(stamped)));
    return journeys;
  }

  /** Epoch of the leader that appended the record. */
  public int leaderEpoch() {
    return leaderEpoch;
  }

  /** Takes the next event. */
  public void take(Stamped stamped) {
    if (!seen.contains(Kind.ACKNOWLEDGED.name())) {
      attempts.take(stamped).forEach(this::add);
    }
    switch (stamped.event()) {
      case Replica event when event.partition().equals(partition) -> replica(stamped, event);
      case Client event when !holders.isEmpty() -> client(stamped, event);
      case Verdict.RecordsLost lost
          when lost.partition().equals(partition)
              && isIn(lost.firstOffset(), lost.recordCount())
              && !seen.isEmpty() ->
          once(Kind.LOST, stamped, lost.reason());
      case Verdict.RecordsDuplicated again
          when again.partition().equals(partition)
              && isIn(again.firstOffset(), again.recordCount())
              && !seen.isEmpty() ->
          once(Kind.DUPLICATED, stamped, again.reason());
      case Verdict.RecordsReordered late
          when late.partition().equals(partition)
              && isIn(late.firstOffset(), late.recordCount())
              && !seen.isEmpty() ->
          once(Kind.REORDERED, stamped, late.reason());
      default -> {} // Nothing else concerns a record.
    }
  }

  private void replica(Stamped stamped, Replica event) {
    switch (event) {
      case Replica.Appended(TopicPartition unused, BatchSummary batch) -> {
        if (isIn(batch.baseOffset(), batch.recordCount())) {
          if (batch.leaderEpoch() == leaderEpoch) {
            appended(stamped, batch);
          } else {
            holders.remove(stamped.node());
          }
        }
      }
      case Replica.HighWatermarkMoved(TopicPartition unused, long highWatermark) -> {
        if (highWatermark > offset && holders.contains(stamped.node())) {
          once(Kind.COMMITTED, stamped, "");
        }
      }
      case Replica.Truncated truncated -> {
        if (truncated.endOffset() <= offset && holders.remove(stamped.node())) {
          add(Kind.TRUNCATED, stamped, "");
        }
      }
      case Replica.LogStartMoved(TopicPartition unused, long logStartOffset) -> {
        if (logStartOffset > offset && holders.remove(stamped.node())) {
          add(Kind.DELETED, stamped, "");
        }
      }
      case Replica.Removed unused -> holders.remove(stamped.node());
      default -> {} // Roles and lag change nothing about a record.
    }
  }

  /** The leader has it first: everyone else fetches it from there. */
  private void appended(Stamped stamped, BatchSummary batch) {
    if (seen.add(Kind.APPENDED.name())) {
      attempts.appended(stamped, batch).forEach(this::add);
      add(Kind.APPENDED, stamped, Integer.toString(leaderEpoch));
    } else {
      add(Kind.FETCHED, stamped, "");
    }
    holders.add(stamped.node());
  }

  private void client(Stamped stamped, Client event) {
    switch (event) {
      case Client.Acknowledged acknowledged -> {
        if (acknowledged.partition().equals(partition)
            && isIn(acknowledged.baseOffset(), acknowledged.recordCount())) {
          int acks = acknowledged.acks();
          once(Kind.ACKNOWLEDGED, stamped, acks < 0 ? "all" : Integer.toString(acks));
        }
      }
      case Client.Read(String group, TopicPartition read, long nextOffset, int recordCount) -> {
        if (read.equals(partition) && isIn(nextOffset - recordCount, recordCount)) {
          onceFor(Kind.READ, stamped, group.isEmpty() ? stamped.node().name() : group);
        }
      }
      case Client.Committed(String group, TopicPartition committed, long next) -> {
        if (committed.equals(partition) && next > offset && seen.contains(Kind.READ + group)) {
          onceFor(Kind.READ_COMMITTED, stamped, group);
        }
      }
      default -> {} // Nothing else a client does names an offset.
    }
  }

  private boolean isIn(long firstOffset, int count) {
    return offset >= firstOffset && offset < firstOffset + count;
  }

  private void once(Kind kind, Stamped stamped, String detail) {
    if (seen.add(kind.name())) {
      add(kind, stamped, detail);
    }
  }

  /** Once for each group. */
  private void onceFor(Kind kind, Stamped stamped, String group) {
    if (seen.add(kind + group)) {
      add(kind, stamped, group);
    }
  }

  private void add(Kind kind, Stamped stamped, String detail) {
    add(new Hop(kind, stamped.seq(), stamped.atNanos(), stamped.node(), detail));
  }

  private void add(Hop hop) {
    if (hops.size() < MAX_HOPS) {
      hops.add(hop);
    }
  }

  /** All stations, in order of time. */
  public List<Hop> hops() {
    return List.copyOf(hops);
  }

  /** The stations up to and including an event, in order of time. */
  public List<Hop> upTo(long seq) {
    return hops.stream().filter(hop -> hop.seq() <= seq).toList();
  }
}
