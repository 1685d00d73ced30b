package vivarium.desktop.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
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

  /** So many requests for a partition may be under way, or wait, before one is appended. */
  private static final int MAX_CANDIDATES = 64;

  /** What can happen to a record. */
  public enum Kind {
    SENT,
    /** Into the log of a broker: of the leader first, of followers as they fetch it. */
    APPENDED,
    /** The high watermark has passed it: it will not be lost as long as one of the ISR stays. */
    COMMITTED,
    ACKNOWLEDGED,
    /** Given to a group, or to a client without one. */
    READ,
    /** The group's committed offset has passed it. */
    READ_COMMITTED,
    /** Cut off a log that did not agree with the leader's. */
    TRUNCATED,
    /** The ledger found it gone although it was acknowledged. */
    LOST,
    /** Retention or a deletion moved the log's start past it. */
    DELETED
  }

  /**
   * A station.
   *
   * @param node where: the client, the broker
   * @param group which group read; empty for what concerns none
   */
  public record Hop(Kind kind, long seq, long atNanos, NodeId node, String group) {}

  private final TopicPartition partition;
  private final long offset;
  private final int leaderEpoch;
  private final List<Hop> hops = new ArrayList<>();

  /** The brokers in whose logs it lies now. */
  private final Set<NodeId> holders = new HashSet<>();

  /** The latest requests that carry something for the partition, until it is appended. */
  private final ArrayDeque<Stamped> candidates = new ArrayDeque<>();

  /** What happened once and counts only the first time. */
  private final Set<String> seen = new HashSet<>();

  /** A journey of which nothing is known yet. */
  public RecordJourney(TopicPartition partition, long offset, int leaderEpoch) {
    this.partition = partition;
    this.offset = offset;
    this.leaderEpoch = leaderEpoch;
  }

  /** Takes the next event. */
  public void take(Stamped stamped) {
    switch (stamped.event()) {
      case Replica event when event.partition().equals(partition) -> replica(stamped, event);
      case Flow.Sent sent when seen.isEmpty() && carries(sent) -> {
        if (candidates.size() == MAX_CANDIDATES) {
          candidates.removeFirst();
        }
        candidates.addLast(stamped);
      }
      case Client event when !holders.isEmpty() -> client(stamped, event);
      case Verdict.RecordsLost lost
          when lost.partition().equals(partition)
              && isIn(lost.firstOffset(), lost.recordCount())
              && !seen.isEmpty() ->
          once(Kind.LOST, stamped, "");
      default -> {} // Nothing else concerns a record.
    }
  }

  private boolean carries(Flow.Sent sent) {
    return sent.isRequest()
        && sent.api().equals("Produce")
        && sent.cargo().stream().anyMatch(cargo -> cargo.partition().equals(partition));
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

  private void appended(Stamped stamped, BatchSummary batch) {
    if (seen.isEmpty()) {
      sent(stamped, batch);
    }
    holders.add(stamped.node());
    seen.add(Kind.APPENDED.name());
    add(Kind.APPENDED, stamped, "");
  }

  /** Which of the requests for the partition brought it: the one with the same batch. */
  private void sent(Stamped appended, BatchSummary batch) {
    for (Stamped candidate : candidates.reversed()) {
      if (candidate.event() instanceof Flow.Sent sent
          && sent.to().equals(appended.node())
          && sent.arrivalNanos() <= appended.atNanos()
          && sent.cargo().stream().anyMatch(cargo -> isSame(cargo, batch))) {
        hops.add(new Hop(Kind.SENT, candidate.seq(), sent.departureNanos(), sent.from(), ""));
        break;
      }
    }
    candidates.clear();
  }

  /** Before it has an offset a batch is known by its sequence, or by what is in it. */
  private boolean isSame(Flow.Cargo cargo, BatchSummary batch) {
    BatchSummary carried = cargo.batch();
    return cargo.partition().equals(partition)
        && carried.recordCount() == batch.recordCount()
        && carried.producerId() == batch.producerId()
        && carried.baseSequence() == batch.baseSequence()
        && carried.keyHashes().equals(batch.keyHashes());
  }

  private void client(Stamped stamped, Client event) {
    switch (event) {
      case Client.Acknowledged acknowledged -> {
        if (acknowledged.partition().equals(partition)
            && isIn(acknowledged.baseOffset(), acknowledged.recordCount())) {
          once(Kind.ACKNOWLEDGED, stamped, "");
        }
      }
      case Client.Read(String group, TopicPartition read, long nextOffset, int recordCount) -> {
        if (read.equals(partition) && isIn(nextOffset - recordCount, recordCount)) {
          once(Kind.READ, stamped, group.isEmpty() ? stamped.node().name() : group);
        }
      }
      case Client.Committed(String group, TopicPartition committed, long next) -> {
        if (committed.equals(partition) && next > offset && seen.contains(Kind.READ + group)) {
          once(Kind.READ_COMMITTED, stamped, group);
        }
      }
      default -> {} // Nothing else a client does names an offset.
    }
  }

  private boolean isIn(long firstOffset, int count) {
    return offset >= firstOffset && offset < firstOffset + count;
  }

  private void once(Kind kind, Stamped stamped, String group) {
    if (seen.add(kind + group)) {
      add(kind, stamped, group);
    }
  }

  private void add(Kind kind, Stamped stamped, String group) {
    if (hops.size() < MAX_HOPS) {
      hops.add(new Hop(kind, stamped.seq(), stamped.atNanos(), stamped.node(), group));
    }
  }

  /** The stations up to and including an event, in order of time. */
  public List<Hop> upTo(long seq) {
    return hops.stream().filter(hop -> hop.seq() <= seq).toList();
  }
}
