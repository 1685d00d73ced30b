package vivarium.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.RecordJourney.Batch;
import vivarium.engine.model.RecordJourney.Hop;

/**
 * How batches of one partition came to their leaders. A request names no offsets: an idempotent
 * batch is known by its numbers, in each attempt, and any other by the last request that arrived
 * and looked like it.
 */
final class ProduceAttempts {

  private final TopicPartition partition;
  private final List<Stamped> requests = new ArrayList<>();
  private final Map<Long, Stamped> lost = new LinkedHashMap<>();
  private final List<Stamped> refusals = new ArrayList<>();
  private final Set<Long> told = new LinkedHashSet<>();

  ProduceAttempts(TopicPartition partition) {
    this.partition = partition;
  }

  void note(Stamped stamped) {
    switch (stamped.event()) {
      case Flow.Sent sent when sent.api().equals("Produce") && sent.isRequest() -> {
        if (cargo(sent) != null) {
          requests.add(stamped);
        }
      }
      case Flow.Lost message -> lost.put(message.messageId(), stamped);
      case Client.Refused refused
          when refused.api().equals("Produce") && refused.partition().equals(partition) ->
          refusals.add(stamped);
      default -> {} // Not on the way to a leader.
    }
  }

  /** What was tried until the batch was appended, and after, where that did not become known. */
  List<Hop> of(Batch batch) {
    List<Hop> hops = new ArrayList<>();
    List<Stamped> attempts = attempts(batch);
    for (Stamped attempt : attempts) {
      Flow.Sent sent = (Flow.Sent) attempt.event();
      if (!told.add(sent.messageId())) {
        continue; // The same batch was appended twice, with a truncation between.
      }
      hops.add(RecordJourney.hop(Hop.Kind.SENT, sent.from(), attempt, sent.to().toString()));
      Stamped loss = lost.get(sent.messageId());
      if (loss != null && loss.event() instanceof Flow.Lost(long unused, String reason)) {
        hops.add(RecordJourney.hop(Hop.Kind.LOST_ON_THE_WAY, sent.from(), loss, reason));
      }
    }
    if (attempts.size() > 1) {
      addRefusals(attempts, hops);
    }
    return hops;
  }

  /** Between two attempts the client was told why it had to try again. */
  private void addRefusals(List<Stamped> attempts, List<Hop> hops) {
    NodeId client = attempts.getFirst().node();
    for (Stamped refusal : refusals) {
      if (refusal.node().equals(client)
          && refusal.seq() > attempts.getFirst().seq()
          && refusal.seq() < attempts.getLast().seq()
          && refusal.event() instanceof Client.Refused refused) {
        hops.add(RecordJourney.hop(Hop.Kind.REFUSED, client, refusal, refused.error()));
      }
    }
  }

  private List<Stamped> attempts(Batch batch) {
    List<Stamped> attempts =
        requests.stream()
            .filter(each -> isOf((Flow.Sent) each.event(), batch))
            .sorted(Comparator.comparingLong(Stamped::seq))
            .toList();
    boolean isIdempotent = batch.summary().producerId() >= 0;
    return isIdempotent || attempts.isEmpty() ? attempts : List.of(attempts.getLast());
  }

  private boolean isOf(Flow.Sent sent, Batch batch) {
    BatchSummary request = cargo(sent);
    BatchSummary written = batch.summary();
    return request != null
        && request.recordCount() == written.recordCount()
        && request.producerId() == written.producerId()
        && request.baseSequence() == written.baseSequence()
        && (written.producerId() >= 0
            || (sent.to().equals(batch.leader())
                && sent.arrivalNanos() <= batch.atNanos()
                && request.keyHashes().equals(written.keyHashes())));
  }

  private @Nullable BatchSummary cargo(Flow.Sent sent) {
    for (Flow.Cargo each : sent.cargo()) {
      if (each.partition().equals(partition)) {
        return each.batch();
      }
    }
    return null;
  }
}
