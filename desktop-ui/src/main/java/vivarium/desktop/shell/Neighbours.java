package vivarium.desktop.shell;

import java.util.List;
import java.util.Optional;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.TopicPartition;

/** What is selected next by an arrow: the broker or the partition beside what is selected now. */
final class Neighbours {

  private Neighbours() {}

  /** The broker so many columns further on, round and round; a replica stands in its column. */
  static Optional<Selection> broker(Frame frame, Selection now, int step) {
    List<Selection> all =
        frame.grid().brokers().stream().<Selection>map(Selection.Node::new).toList();
    Selection here =
        now.processes().size() == 1 ? new Selection.Node(now.processes().getFirst()) : now;
    return next(all, here, step);
  }

  /** The partition so many rows further down, round and round; a replica stands in its row. */
  static Optional<Selection> partition(Frame frame, Selection now, int step) {
    List<Selection> all =
        frame.grid().partitions().stream().<Selection>map(Selection.Partition::new).toList();
    TopicPartition row = now.partitionOrNull();
    return next(all, row == null ? now : new Selection.Partition(row), step);
  }

  private static Optional<Selection> next(List<Selection> all, Selection now, int step) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int at = all.indexOf(now);
    int next = at < 0 ? (step > 0 ? 0 : all.size() - 1) : Math.floorMod(at + step, all.size());
    return Optional.of(all.get(next));
  }
}
