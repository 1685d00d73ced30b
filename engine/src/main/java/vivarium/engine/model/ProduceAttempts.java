package vivarium.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.RecordJourney.Hop;
import vivarium.engine.model.RecordJourney.Kind;

/**
 * How one batch came to its leader. A request names no offsets: until the batch is appended, the
 * latest requests for its partition are kept, and then those that carried it are known. An
 * idempotent batch is known by its numbers, in each attempt; any other by the last request that
 * arrived and looked like it.
 */
final class ProduceAttempts {

  /** So much about a partition is kept until the batch is appended. */
  private static final int MAX_KEPT = 256;

  private final TopicPartition partition;
  private final ArrayDeque<Stamped> requests = new ArrayDeque<>();
  private final ArrayDeque<Stamped> refusals = new ArrayDeque<>();
  private final ArrayDeque<Stamped> losses = new ArrayDeque<>();

  /** What the batch's own messages are called, once it is known. */
  private final SortedSet<Long> messageIds = new TreeSet<>();

  private @Nullable BatchSummary written;
  private @Nullable NodeId client;

  ProduceAttempts(TopicPartition partition) {
    this.partition = partition;
  }

  /**
   * Takes the next event.
   *
   * @return what it tells of the batch, once the batch is known
   */
  List<Hop> take(Stamped stamped) {
    switch (stamped.event()) {
      case Flow.Sent sent when isProduce(sent) -> {
        if (written == null) {
          keep(requests, stamped);
        } else if (isIdempotent() && sent.from().equals(client) && carries(sent)) {
          List<Hop> hops = told(refusals);
          refusals.clear();
          messageIds.add(sent.messageId());
          hops.add(sentHop(stamped, sent));
          return hops;
        }
      }
      case Flow.Lost lost -> {
        if (written == null) {
          keep(losses, stamped);
        } else if (messageIds.contains(lost.messageId())) {
          return List.of(lostHop(stamped, lost));
        }
      }
      case Client.Refused refused
          when refused.api().equals("Produce") && refused.partition().equals(partition) ->
          keep(refusals, stamped);
      default -> {} // Not on the way to a leader.
    }
    return List.of();
  }

  /**
   * The batch is in the leader's log.
   *
   * @return how it came there, in order of time
   */
  List<Hop> appended(Stamped appended, BatchSummary batch) {
    written = batch;
    List<Stamped> attempts = requests.stream().filter(each -> arrived(each, appended)).toList();
    if (!isIdempotent() && attempts.size() > 1) {
      attempts = List.of(attempts.getLast());
    }
    List<Hop> hops = new ArrayList<>();
    for (Stamped attempt : attempts) {
      Flow.Sent sent = (Flow.Sent) attempt.event();
      client = sent.from();
      messageIds.add(sent.messageId());
      hops.add(sentHop(attempt, sent));
    }
    for (Stamped loss : losses) {
      Flow.Lost lost = (Flow.Lost) loss.event();
      if (messageIds.contains(lost.messageId())) {
        hops.add(lostHop(loss, lost));
      }
    }
    if (attempts.size() > 1) {
      long first = attempts.getFirst().seq();
      long last = attempts.getLast().seq();
      told(refusals).stream()
          .filter(hop -> hop.seq() > first && hop.seq() < last)
          .forEach(hops::add);
    }
    requests.clear();
    losses.clear();
    refusals.clear();
    hops.sort(Comparator.comparingLong(Hop::seq));
    return hops;
  }

  private static void keep(ArrayDeque<Stamped> latest, Stamped stamped) {
    if (latest.size() == MAX_KEPT) {
      latest.removeFirst();
    }
    latest.addLast(stamped);
  }

  private boolean isProduce(Flow.Sent sent) {
    return sent.isRequest()
        && sent.api().equals("Produce")
        && sent.cargo().stream().anyMatch(cargo -> cargo.partition().equals(partition));
  }

  private boolean isIdempotent() {
    return written != null && written.producerId() >= 0;
  }

  /** An attempt of an idempotent batch need not have reached this leader; any other must have. */
  private boolean arrived(Stamped request, Stamped appended) {
    Flow.Sent sent = (Flow.Sent) request.event();
    return carries(sent)
        && (isIdempotent()
            || (sent.to().equals(appended.node()) && sent.arrivalNanos() <= appended.atNanos()));
  }

  /** Before it has an offset a batch is known by its sequence, or by what is in it. */
  private boolean carries(Flow.Sent sent) {
    BatchSummary batch = written;
    return batch != null
        && sent.cargo().stream()
            .filter(cargo -> cargo.partition().equals(partition))
            .map(Flow.Cargo::batch)
            .anyMatch(
                carried ->
                    carried.recordCount() == batch.recordCount()
                        && carried.producerId() == batch.producerId()
                        && carried.baseSequence() == batch.baseSequence()
                        && carried.keyHashes().equals(batch.keyHashes()));
  }

  private List<Hop> told(Iterable<Stamped> stamped) {
    List<Hop> hops = new ArrayList<>();
    for (Stamped each : stamped) {
      if (each.node().equals(client) && each.event() instanceof Client.Refused refused) {
        hops.add(hop(Kind.REFUSED, each, refused.error()));
      }
    }
    return hops;
  }

  private static Hop sentHop(Stamped stamped, Flow.Sent sent) {
    return new Hop(
        Kind.SENT, stamped.seq(), sent.departureNanos(), sent.from(), sent.to().toString());
  }

  private static Hop lostHop(Stamped stamped, Flow.Lost lost) {
    return hop(Kind.LOST_ON_THE_WAY, stamped, lost.reason());
  }

  private static Hop hop(Kind kind, Stamped stamped, String detail) {
    return new Hop(kind, stamped.seq(), stamped.atNanos(), stamped.node(), detail);
  }
}
