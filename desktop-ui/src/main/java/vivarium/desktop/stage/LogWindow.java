package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.model.ReplicaView;

/**
 * The newest part of a log that fits into a width, and where each offset stands in it. The replicas
 * of a row share one, so that the same offset stands at the same place in each.
 */
final class LogWindow {

  /** A batch of more records is one box with a count. */
  static final int MAX_RECORDS_APART = 8;

  /** A record, or a whole batch: offsets from {@code offset} up to, not including, {@code end}. */
  record Item(long offset, long end, double x, double width, boolean batch) {}

  private final List<Item> items;
  private final double left;

  private LogWindow(List<Item> items, double left) {
    this.items = List.copyOf(items);
    this.left = left;
  }

  /**
   * The newest records of a replica.
   *
   * @param left where the first stands
   * @param width room for all
   * @param unit width of a record's box, with the gap to the next
   */
  static LogWindow of(ReplicaView replica, double left, double width, double unit) {
    List<Item> newestFirst = new ArrayList<>();
    double used = 0;
    long end = replica.logEndOffset();
    for (BatchSummary batch : List.copyOf(replica.batches()).reversed()) {
      long last = Math.min(batch.lastOffset() + 1, end);
      if (last <= batch.baseOffset()) {
        continue; // Cut off, or written again since.
      }
      boolean whole = batch.recordCount() > MAX_RECORDS_APART;
      double itemWidth = whole ? unit * 2 : unit;
      long offset = whole ? batch.baseOffset() : last - 1;
      while (offset >= batch.baseOffset() && used + itemWidth <= width) {
        newestFirst.add(new Item(offset, whole ? last : offset + 1, 0, itemWidth, whole));
        used += itemWidth;
        offset--;
      }
      end = batch.baseOffset();
      if (offset >= end) {
        break; // No room for more.
      }
    }
    List<Item> items = new ArrayList<>();
    double x = left;
    for (Item item : newestFirst.reversed()) {
      items.add(new Item(item.offset(), item.end(), x, item.width(), item.batch()));
      x += item.width();
    }
    return new LogWindow(items, left);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogWindow that && left == that.left && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  List<Item> items() {
    return items;
  }

  /** The first offset shown; {@link Long#MAX_VALUE} if there is none. */
  long firstOffset() {
    return items.isEmpty() ? Long.MAX_VALUE : items.getFirst().offset();
  }

  /** Where the boundary before {@code offset} stands, clamped to what is shown. */
  double boundary(long offset) {
    for (Item item : items) {
      if (offset <= item.offset()) {
        return item.x();
      }
      if (offset < item.end()) {
        double part = (double) (offset - item.offset()) / (item.end() - item.offset());
        return item.x() + item.width() * part;
      }
    }
    return items.isEmpty() ? left : items.getLast().x() + items.getLast().width();
  }
}
