package vivarium.engine.metadata;

import java.util.Collections;
import java.util.SortedMap;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;

/** A topic and the state of its partitions. */
public record TopicImage(String name, Uuid id, SortedMap<Integer, PartitionState> partitions) {

  public TopicImage {
    partitions = Collections.unmodifiableSortedMap(partitions);
  }

  public @Nullable PartitionState partition(int index) {
    return partitions.get(index);
  }
}
