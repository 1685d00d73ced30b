package vivarium.desktop.tables;

import java.util.List;
import vivarium.desktop.stage.Selection;

/**
 * One row at a moment.
 *
 * @param key the same for the same thing at every moment
 * @param cells one for each column
 * @param selection what a click on it selects
 */
public record TableLine(String key, List<TableCell> cells, Selection selection) {
  public TableLine {
    cells = List.copyOf(cells);
  }
}
