package vivarium.desktop.records;

import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Keeps the end of a growing log in sight. Whoever scrolls up is left in peace, until they are at
 * the end again.
 */
final class TailFollower {

  private static final long NONE = -1;

  private final TableView<RecordRow> table;

  /** The last offset of the list as it was laid out last. */
  private long newest = NONE;

  /** The uppermost offset in sight when the end was last seen, which only a hand goes above. */
  private long uppermost = NONE;

  private boolean follows = true;

  TailFollower(TableView<RecordRow> table) {
    this.table = table;
  }

  /** What is newest of another list is in sight at first. */
  void begin() {
    follows = true;
    newest = NONE;
    uppermost = NONE;
  }

  /**
   * Call it once a frame. Records that have come, a list not laid out yet and a pane made lower
   * leave the end out of sight too, but only scrolling up shows a record above those in sight.
   */
  void pulse() {
    List<RecordRow> rows = table.getItems();
    if (rows.isEmpty() || !(table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return;
    }
    long last = rows.getLast().offset();
    long lowestInSight = NONE;
    if (flow.getFirstVisibleCell() != null
        && flow.getFirstVisibleCell().getItem() instanceof RecordRow highest
        && flow.getLastVisibleCell().getItem() instanceof RecordRow lowest) {
      lowestInSight = lowest.offset();
      if (lowestInSight >= newest) {
        follows = true;
        uppermost = highest.offset();
      } else if (highest.offset() < uppermost) {
        follows = false;
      }
    }
    newest = last;
    if (follows && lowestInSight < last) {
      table.scrollTo(rows.size() - 1);
    }
  }
}
