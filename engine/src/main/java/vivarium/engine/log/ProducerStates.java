package vivarium.engine.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * What a log remembers of idempotent producers, so that it can tell a retry from a gap (Kafka's
 * {@code ProducerStateManager}). It is derived from the log's batches and nothing else.
 */
final class ProducerStates {

  /** A retry may be as far back as the requests a producer may have in flight. */
  private static final int REMEMBERED_BATCHES = 5;

  private final TreeMap<Long, ProducerState> producers = new TreeMap<>();

  /** What an append of a batch would be. */
  sealed interface Check {
    /** It follows what the producer wrote last. */
    record Next() implements Check {}

    /** It is already in the log at this place. */
    record Duplicate(long baseOffset, long lastOffset) implements Check {}

    /** It leaves a gap or comes late. */
    record OutOfOrder(String detail) implements Check {}

    /** A newer instance of the producer has written since. */
    record StaleEpoch(String detail) implements Check {}
  }

  private static final class ProducerState {
    short epoch;
    long lastTimestampMs;
    final Deque<Written> batches = new ArrayDeque<>();
  }

  private record Written(
      int baseSequence, int lastSequence, long baseOffset, long lastOffset, int recordCount) {}

  Check check(RecordBatch batch) {
    ProducerState state = producers.get(batch.producerId());
    if (state == null) {
      // Kafka accepts any first sequence of a producer it does not know, since retention may have
      // removed what it knew.
      return new Check.Next();
    }
    if (batch.producerEpoch() < state.epoch) {
      return new Check.StaleEpoch(
          "producer %d has epoch %d, and epoch %d came"
              .formatted(batch.producerId(), state.epoch, batch.producerEpoch()));
    }
    if (batch.producerEpoch() > state.epoch) {
      return batch.baseSequence() == 0
          ? new Check.Next()
          : new Check.OutOfOrder(
              "a new producer epoch begins at sequence 0, not " + batch.baseSequence());
    }
    for (Written written : state.batches) {
      if (written.baseSequence() == batch.baseSequence()
          && written.lastSequence() == batch.lastSequence()) {
        return new Check.Duplicate(written.baseOffset(), written.lastOffset());
      }
    }
    Written last = state.batches.peekLast();
    int expected =
        last == null ? batch.baseSequence() : RecordBatch.plusSequence(last.lastSequence(), 1);
    return batch.baseSequence() == expected
        ? new Check.Next()
        : new Check.OutOfOrder(
            "producer %d: sequence %d came where %d was expected"
                .formatted(batch.producerId(), batch.baseSequence(), expected));
  }

  void note(RecordBatch batch) {
    if (!batch.hasProducerId() || batch.isControl()) {
      return;
    }
    ProducerState state =
        producers.computeIfAbsent(batch.producerId(), unused -> new ProducerState());
    if (batch.producerEpoch() != state.epoch) {
      state.epoch = batch.producerEpoch();
      state.batches.clear();
    }
    state.lastTimestampMs = batch.maxTimestampMs();
    if (state.batches.size() == REMEMBERED_BATCHES) {
      state.batches.removeFirst();
    }
    state.batches.addLast(
        new Written(
            batch.baseSequence(),
            batch.lastSequence(),
            batch.baseOffset(),
            batch.lastOffset(),
            batch.recordCount()));
  }

  /** Forgets producers whose newest record here is older than {@code oldestMs}. */
  void forgetSilentSince(long oldestMs) {
    producers.values().removeIf(state -> state.lastTimestampMs < oldestMs);
  }

  void rebuild(Iterable<RecordBatch> batches) {
    producers.clear();
    for (RecordBatch batch : batches) {
      note(batch);
    }
  }
}
