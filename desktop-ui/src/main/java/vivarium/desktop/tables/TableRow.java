package vivarium.desktop.tables;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import vivarium.desktop.stage.Selection;

/** A row that stays the same object while what it tells changes. */
public final class TableRow {

  private final String key;
  private final ReadOnlyObjectWrapper<List<TableCell>> cells;
  private Selection selection;
  private int place;

  TableRow(TableLine line, int place) {
    this.key = line.key();
    this.cells = new ReadOnlyObjectWrapper<>(line.cells());
    this.selection = line.selection();
    this.place = place;
  }

  void update(TableLine line, int newPlace) {
    place = newPlace;
    selection = line.selection();
    if (!cells.get().equals(line.cells())) {
      cells.set(line.cells());
    }
  }

  String key() {
    return key;
  }

  /** Its place in the order of Kafka's tools. */
  int place() {
    return place;
  }

  public List<TableCell> cells() {
    return cells.get();
  }

  public ReadOnlyObjectProperty<List<TableCell>> cellsProperty() {
    return cells.getReadOnlyProperty();
  }

  /** What a click on it selects. */
  public Selection selection() {
    return selection;
  }
}
