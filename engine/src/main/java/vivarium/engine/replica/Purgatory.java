package vivarium.engine.replica;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.sim.Timer;

/**
 * Requests that wait, by the partitions they wait for (Kafka's {@code DelayedOperationPurgatory}).
 */
public final class Purgatory {

  private final NodeContext context;
  private final TreeMap<TopicPartition, List<Watch>> watches = new TreeMap<>();

  private static final class Watch {
    final DelayedOperation operation;
    @Nullable Timer timer;
    boolean complete;

    Watch(DelayedOperation operation) {
      this.operation = operation;
    }
  }

  public Purgatory(NodeContext context) {
    this.context = context;
  }

  /**
   * Tries to complete the operation; if it cannot yet, keeps it until one of the partitions changes
   * or {@code timeoutNanos} have passed.
   *
   * @return whether it is complete already
   */
  public boolean completeOrWatch(
      DelayedOperation operation, Iterable<TopicPartition> partitions, long timeoutNanos) {
    if (operation.tryComplete()) {
      return true;
    }
    Watch watch = new Watch(operation);
    List<TopicPartition> watched = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      watches.computeIfAbsent(partition, unused -> new ArrayList<>()).add(watch);
      watched.add(partition);
    }
    watch.timer =
        context.after(
            timeoutNanos,
            () -> {
              watch.complete = true;
              context.clearCause();
              operation.expire();
              watched.forEach(this::sweep);
            });
    return false;
  }

  /** Something has happened to the partition: whoever waits for it looks again. */
  public void check(TopicPartition partition) {
    List<Watch> waiting = watches.get(partition);
    if (waiting == null) {
      return;
    }
    // Completing one may make others wait for the same partition.
    for (Watch watch : List.copyOf(waiting)) {
      if (!watch.complete && watch.operation.tryComplete()) {
        watch.complete = true;
        if (watch.timer != null) {
          watch.timer.cancel();
        }
      }
    }
    sweep(partition);
  }

  private void sweep(TopicPartition partition) {
    List<Watch> waiting = watches.get(partition);
    if (waiting == null) {
      return;
    }
    for (Iterator<Watch> each = waiting.iterator(); each.hasNext(); ) {
      if (each.next().complete) {
        each.remove();
      }
    }
    if (waiting.isEmpty()) {
      watches.remove(partition);
    }
  }
}
