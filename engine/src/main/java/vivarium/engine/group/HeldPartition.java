package vivarium.engine.group;

import java.util.Comparator;
import org.apache.kafka.common.Uuid;

/** A partition as the consumer protocol speaks of it: a topic made anew is another topic. */
record HeldPartition(Uuid topicId, int partition) implements Comparable<HeldPartition> {

  private static final Comparator<HeldPartition> ORDER =
      Comparator.comparing(HeldPartition::topicId).thenComparingInt(HeldPartition::partition);

  @Override
  public int compareTo(HeldPartition other) {
    return ORDER.compare(this, other);
  }
}
