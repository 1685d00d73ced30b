package vivarium.engine.replica;

import java.util.ArrayList;
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
  private final TreeMap<TopicPartition, TreeMap<Long, Watch>> watches = new TreeMap<>();
  private long begun;

  private static final class Watch {
    final long number;
    final DelayedOperation operation;
    final List<TopicPartition> partitions = new ArrayList<>();
    @Nullable Timer timer;

    /** Whether it is completing right now: what follows from that must not complete it again. */
    boolean completing;

    Watch(long number, DelayedOperation operation) {
      this.number = number;
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
    Watch watch = new Watch(++begun, operation);
    for (TopicPartition partition : partitions) {
      watches.computeIfAbsent(partition, unused -> new TreeMap<>()).put(watch.number, watch);
      watch.partitions.add(partition);
    }
    watch.timer =
        context.after(
            timeoutNanos,
            () -> {
              forget(watch);
              context.clearCause();
              operation.expire();
            });
    return false;
  }

  /** Something has happened to the partition: whoever waits for it looks again. */
  public void check(TopicPartition partition) {
    TreeMap<Long, Watch> waiting = watches.get(partition);
    if (waiting == null) {
      return;
    }
    // Completing one may complete others, or make them wait for the same partition.
    for (Watch watch : List.copyOf(waiting.values())) {
      if (waiting.containsKey(watch.number) && !watch.completing && complete(watch)) {
        if (watch.timer != null) {
          watch.timer.cancel();
        }
        forget(watch);
      }
    }
  }

  private static boolean complete(Watch watch) {
    watch.completing = true;
    boolean complete = watch.operation.tryComplete();
    watch.completing = false;
    return complete;
  }

  /** It waits for none of its partitions any more, busy or idle. */
  private void forget(Watch watch) {
    for (TopicPartition partition : watch.partitions) {
      TreeMap<Long, Watch> waiting = watches.get(partition);
      if (waiting != null && waiting.remove(watch.number) != null && waiting.isEmpty()) {
        watches.remove(partition);
      }
    }
  }

  /** How many waits there are, each counted for every partition that it is for. */
  int watched() {
    return watches.values().stream().mapToInt(TreeMap::size).sum();
  }
}
