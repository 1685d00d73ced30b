package vivarium.desktop.records;

import java.util.List;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the end of a growing list in sight. Whoever scrolls up is left in peace, until they are at
 * the end again.
 */
final class TailFollower {

  private final TableView<?> table;
  private @Nullable Object newest;
  private boolean follows = true;

  TailFollower(TableView<?> table) {
    this.table = table;
  }

  /** What is newest of another list is in sight at first. */
  void begin() {
    follows = true;
    newest = null;
  }

  /** Call it once a frame: between two of them the list has been laid out. */
  void pulse() {
    List<?> rows = table.getItems();
    Object last = rows.isEmpty() ? null : rows.getLast();
    if (last != newest) {
      newest = last;
      if (follows) {
        table.scrollTo(rows.size() - 1);
      }
    } else if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      IndexedCell<?> lowest = flow.getLastVisibleCell();
      follows = lowest == null || lowest.getIndex() >= rows.size() - 1;
    }
  }
}
