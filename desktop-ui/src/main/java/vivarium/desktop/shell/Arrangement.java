package vivarium.desktop.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Places;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.NodeId;

/** Moves brokers among the columns, producers and groups among their like. */
public final class Arrangement {

  private final Supplier<@Nullable Frame> frame;
  private final ObjectProperty<Places> places = new SimpleObjectProperty<>(Places.USUAL);

  /**
   * Everything at its usual place.
   *
   * @param frame where things stand now
   */
  Arrangement(Supplier<@Nullable Frame> frame) {
    this.frame = frame;
  }

  /** In which order everything stands. */
  public ObjectProperty<Places> placesProperty() {
    return places;
  }

  /** Everything back to where it stands before anybody moved it. */
  void reset() {
    places.set(Places.USUAL);
  }

  /** Whether a thing can be moved. */
  boolean canMove(Selection thing) {
    return !row(thing).isEmpty();
  }

  /** Moves a thing so many places on among its like. */
  void move(Selection thing, int step) {
    List<String> row = row(thing);
    int at = row.indexOf(name(thing));
    if (at >= 0) {
      put(thing, Places.moved(row, name(thing), at + step));
    }
  }

  /** Moves a thing to where a point is among its like. */
  void moveTo(Selection thing, double x, double y) {
    Frame shown = frame.get();
    List<String> row = row(thing);
    if (shown == null || !row.contains(name(thing))) {
      return;
    }
    List<Rect> others =
        rects(shown, thing).entrySet().stream()
            .filter(entry -> !entry.getKey().equals(name(thing)))
            .map(Map.Entry::getValue)
            .toList();
    boolean across = thing instanceof Selection.Node;
    long before =
        others.stream().filter(rect -> across ? rect.centerX() < x : rect.centerY() < y).count();
    List<String> moved = Places.moved(row, name(thing), (int) before);
    if (!moved.equals(row)) {
      put(thing, moved);
    }
  }

  private void put(Selection thing, List<String> row) {
    Places now = places.get();
    switch (thing) {
      case Selection.Node unused -> places.set(now.withBrokers(row));
      case Selection.Client unused -> places.set(now.withProducers(row));
      case Selection.Group unused -> places.set(now.withGroups(row));
      default -> {} // Nothing else stands in a row.
    }
  }

  /** Its like, in the order in which they stand; empty for what does not stand in a row. */
  private List<String> row(Selection thing) {
    Frame shown = frame.get();
    if (shown == null || name(thing).isEmpty()) {
      return List.of();
    }
    if (thing instanceof Selection.Node) {
      return shown.grid().brokers().stream().map(NodeId::name).toList();
    }
    Map<String, Rect> rects = rects(shown, thing);
    return rects.containsKey(name(thing))
        ? rects.entrySet().stream()
            .sorted(Comparator.comparingDouble(entry -> entry.getValue().y()))
            .map(Map.Entry::getKey)
            .toList()
        : List.of();
  }

  private static Map<String, Rect> rects(Frame shown, Selection thing) {
    return switch (thing) {
      case Selection.Node unused ->
          Stream.iterate(0, i -> i < shown.grid().brokers().size(), i -> i + 1)
              .collect(
                  Collectors.toMap(
                      i -> shown.grid().brokers().get(i).name(), shown.grid().columns()::get));
      case Selection.Client unused ->
          shown.places().entrySet().stream()
              .filter(entry -> entry.getKey().isClient())
              .filter(entry -> entry.getKey().kind() != NodeId.Kind.CONSUMER)
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().name(), Map.Entry::getValue, (a, b) -> a));
      case Selection.Group unused -> shown.spots().groups();
      default -> Map.of();
    };
  }

  private static String name(Selection thing) {
    return switch (thing) {
      case Selection.Node(NodeId id) -> id.isBroker() ? id.name() : "";
      case Selection.Client(NodeId id) -> id.name();
      case Selection.Group(String id) -> id;
      default -> "";
    };
  }
}
