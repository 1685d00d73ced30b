package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * The stage at one moment, without the messages under way: what to draw, in order, and what lies
 * where. Two frames of the same content are equal in {@link #background} and {@link #cells}, which
 * tells a painter that there is nothing to do.
 *
 * @param background boxes, names, wires: changes seldom
 * @param cells the replicas and their records: changes with each append
 * @param overlay the selection's outline and the caption
 * @param targets from the back to the front
 * @param grid where brokers and partitions stand
 * @param places where clients and controllers stand
 * @param readers where clients from outside stand as consumers; one that also writes is in both
 * @param spots where something moves or runs out by itself
 * @param focus what alone is not faded; null if everything is to be seen
 */
public record Frame(
    double width,
    double height,
    List<Shape> background,
    List<Shape> cells,
    List<Shape> overlay,
    List<Target> targets,
    Grid grid,
    Map<NodeId, Rect> places,
    Map<NodeId, Rect> readers,
    Spots spots,
    @Nullable Focus focus) {

  public Frame {
    background = List.copyOf(background);
    cells = List.copyOf(cells);
    overlay = List.copyOf(overlay);
    targets = List.copyOf(targets);
    places = Map.copyOf(places);
    readers = Map.copyOf(readers);
  }

  /** The frontmost target at a point. */
  public Optional<Target> targetAt(double x, double y) {
    if (grid.detail() == Grid.Detail.HEAT && grid.view().body().contains(x, y)) {
      return heatTarget(y);
    }
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (targets.get(i).rect().contains(x, y)) {
        return Optional.of(targets.get(i));
      }
    }
    return Optional.empty();
  }

  /** Rows too low for a target each: the one at the height. */
  private Optional<Target> heatTarget(double y) {
    TopicPartition partition = grid.partitionAt(y);
    Rect body = grid.view().body();
    return partition == null
        ? Optional.empty()
        : Optional.of(
            new Target(
                new Rect(body.x(), y, body.w(), 1),
                new Selection.Partition(partition),
                partition.toString()));
  }

  /** The frontmost target that stands for a selection. */
  public Optional<Target> targetOf(Selection selection) {
    return targets.reversed().stream()
        .filter(target -> target.selection().equals(selection))
        .findFirst();
  }

  /** Where the sentence at the bottom stands, if there is one. */
  public Optional<Rect> caption() {
    return overlay.stream()
        .filter(Shape.Panel.class::isInstance)
        .map(Shape.Panel.class::cast)
        .filter(
            panel ->
                switch (panel.surface()) {
                  case CAPTION_BAD, CAPTION_WARN, CAPTION_QUIET -> true;
                  default -> false;
                })
        .map(Shape.Panel::rect)
        .findFirst();
  }

  /** All shapes, from the back to the front. */
  public List<Shape> shapes() {
    List<Shape> all = new ArrayList<>(background);
    all.addAll(cells);
    all.addAll(overlay);
    return all;
  }

  /** Every text of the frame. */
  public List<Shape.Text> texts() {
    return shapes().stream()
        .filter(Shape.Text.class::isInstance)
        .map(Shape.Text.class::cast)
        .toList();
  }
}
