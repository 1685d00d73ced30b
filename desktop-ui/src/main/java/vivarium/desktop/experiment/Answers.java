package vivarium.desktop.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * When each producer was told of its first, second, third… record in each partition that it is
 * written, and when each group read it. The n-th is the same record in two runs that write the
 * same.
 */
final class Answers {

  /** It may happen so much later, since acks and replicas differ: more is a wait one sees. */
  static final long TOLERANCE_NANOS = 3_000_000_000L;

  private final Map<Stream, List<Answer>> streams = new HashMap<>();
  private final List<Answer> inOrder = new ArrayList<>();
  private final long lastNanos;

  /** What a producer writes into a partition, or a group reads from it. */
  private record Stream(String client, TopicPartition partition) {}

  /** An answer, and how many records of its stream were acknowledged or read with it and before. */
  private record Answer(Stream stream, Stamped stamped, long records) {}

  private Answers(EventLog log) {
    long[] last = new long[1];
    log.readAfter(0, stamped -> last[0] = take(stamped));
    lastNanos = last[0];
  }

  private long take(Stamped stamped) {
    switch (stamped.event()) {
      case Client.Acknowledged told -> {
        Stream stream = new Stream(stamped.node().toString(), told.partition());
        add(stream, stamped, records(stream) + told.recordCount());
      }
      case Client.Read read -> {
        Stream stream = new Stream("group " + read.groupId(), read.partition());
        add(stream, stamped, Math.max(records(stream), read.nextOffset()));
      }
      default -> {} // It answers nobody.
    }
    return stamped.atNanos();
  }

  private long records(Stream stream) {
    List<Answer> answers = streams.getOrDefault(stream, List.of());
    return answers.isEmpty() ? 0 : answers.getLast().records();
  }

  private void add(Stream stream, Stamped stamped, long records) {
    Answer answer = new Answer(stream, stamped, records);
    streams.computeIfAbsent(stream, none -> new ArrayList<>()).add(answer);
    inOrder.add(answer);
  }

  /**
   * The first record that is acknowledged or read in one run, and in the other not, or only after a
   * wait.
   *
   * @param fromNanos what is before counts for nothing
   */
  static Optional<Difference> differ(EventLog a, EventLog b, long fromNanos) {
    Answers one = new Answers(a);
    Answers other = new Answers(b);
    Stamped left = one.firstWithout(other, fromNanos);
    Stamped right = other.firstWithout(one, fromNanos);
    if (right == null || (left != null && left.atNanos() <= right.atNanos())) {
      return Optional.ofNullable(left).map(first -> new Difference(first.atNanos(), first, null));
    }
    return Optional.of(new Difference(right.atNanos(), null, right));
  }

  private @Nullable Stamped firstWithout(Answers other, long fromNanos) {
    for (Answer answer : inOrder) {
      long atNanos = answer.stamped().atNanos();
      long patienceNanos = atNanos + TOLERANCE_NANOS;
      if (patienceNanos > other.lastNanos) {
        return null; // What would have come of it is not known.
      }
      if (atNanos >= fromNanos
          && other.recordsBy(answer.stream(), patienceNanos) < answer.records()) {
        return answer.stamped();
      }
    }
    return null;
  }

  private long recordsBy(Stream stream, long nanos) {
    List<Answer> answers = streams.getOrDefault(stream, List.of());
    int low = 0;
    int high = answers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (answers.get(middle).stamped().atNanos() <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : answers.get(low - 1).records();
  }
}
