package vivarium.desktop.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.model.ClusterModel;

/**
 * The table that is shown: which, its rows, their order. Rows are changed in place, so that a
 * selection and the place one has scrolled to stay; the order is put right where it no longer is.
 */
public final class TablesViewModel {

  /** The table follows the model at most this often. */
  private static final long INTERVAL_NANOS = 250_000_000L;

  /** Rows of a large cluster take long to make: at most this share of the time goes into it. */
  private static final int REST_FOR_EACH_WORK = 15;

  /** Which column a table is sorted by. */
  public record Order(int column, boolean descending) {
    /** As Kafka's tools list the rows. */
    public static final Order NONE = new Order(-1, false);
  }

  private final Supplier<ClusterModel> model;
  private final BooleanSupplier internalTopics;
  private final LongSupplier wallNanos;
  private final ObjectProperty<TableKind> kind = new SimpleObjectProperty<>(TableKind.PARTITIONS);
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.NONE);
  private final ObservableList<TableRow> rows = FXCollections.observableArrayList();
  private final Map<String, TableRow> byKey = new HashMap<>();
  private final Map<TableKind, Order> orders = new HashMap<>();
  private Texts texts;
  private long dueAtWallNanos;
  private boolean due = true;

  /**
   * @param model what is true at the moment shown
   * @param internalTopics whether topics that Kafka keeps for itself are shown
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public TablesViewModel(
      Supplier<ClusterModel> model,
      BooleanSupplier internalTopics,
      LongSupplier wallNanos,
      Texts texts) {
    this.model = model;
    this.internalTopics = internalTopics;
    this.wallNanos = wallNanos;
    this.texts = texts;
    kind.subscribe(
        (before, now) -> {
          orders.put(before, order.get());
          rows.clear();
          byKey.clear();
          order.set(orders.getOrDefault(now, Order.NONE));
          due = true;
        });
    order.subscribe((before, now) -> sort());
  }

  /** Which table is shown. */
  public ObjectProperty<TableKind> kindProperty() {
    return kind;
  }

  /** What it is sorted by; each table keeps its own. */
  public ObjectProperty<Order> orderProperty() {
    return order;
  }

  public ObservableList<TableRow> rows() {
    return rows;
  }

  /** Puts words into a language from now on. */
  public void speak(Texts language) {
    texts = language;
    due = true;
  }

  /**
   * Brings the rows up to date, if it is time to. Call it once a frame, while it is shown.
   *
   * @return whether it was
   */
  public boolean pulse() {
    long begin = wallNanos.getAsLong();
    if (!due && begin - dueAtWallNanos < 0) {
      return false;
    }
    due = false;
    update();
    long took = wallNanos.getAsLong() - begin;
    dueAtWallNanos = begin + Math.max(INTERVAL_NANOS, took * REST_FOR_EACH_WORK);
    return true;
  }

  private void update() {
    List<TableLine> lines =
        new TableContent(model.get(), internalTopics.getAsBoolean(), texts).lines(kind.get());
    Set<String> keys = new HashSet<>();
    lines.forEach(line -> keys.add(line.key()));
    if (byKey.keySet().retainAll(keys)) {
      rows.removeIf(row -> !keys.contains(row.key()));
    }
    List<TableRow> added = new ArrayList<>();
    for (int place = 0; place < lines.size(); place++) {
      TableLine line = lines.get(place);
      TableRow row = byKey.get(line.key());
      if (row == null) {
        row = new TableRow(line, place);
        byKey.put(line.key(), row);
        added.add(row);
      } else {
        row.update(line, place);
      }
    }
    rows.addAll(added);
    sort();
  }

  private void sort() {
    Comparator<TableRow> comparator = comparator();
    for (int i = 1; i < rows.size(); i++) {
      if (comparator.compare(rows.get(i - 1), rows.get(i)) > 0) {
        FXCollections.sort(rows, comparator);
        return;
      }
    }
  }

  private Comparator<TableRow> comparator() {
    Comparator<TableRow> byPlace = Comparator.comparingInt(TableRow::place);
    Order by = order.get();
    if (by.column() < 0) {
      return byPlace;
    }
    Comparator<TableRow> byColumn = Comparator.comparing(row -> row.cells().get(by.column()));
    return (by.descending() ? byColumn.reversed() : byColumn).thenComparing(byPlace);
  }

  /** These rows, or all of them if none are given, as Kafka's own tools would print them. */
  public String asText(List<TableRow> chosen) {
    Set<TableRow> wanted = new HashSet<>(chosen.isEmpty() ? rows : chosen);
    List<TableRow> all = rows.filtered(wanted::contains);
    return TableText.of(
        kind.get(), kind.get().columns(texts), all.stream().map(TableRow::cells).toList());
  }
}
