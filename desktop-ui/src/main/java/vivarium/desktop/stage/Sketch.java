package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** A frame in the making: what every part of the layout reads, and where it draws. */
final class Sketch {

  final ClusterModel model;
  final long nowNanos;
  final StageOptions options;
  final Texts texts;
  private @Nullable Rect clip;
  final Pen background;
  final Pen cells;
  final Pen overlay;
  final List<Target> targets = new ArrayList<>();
  final Map<NodeId, Rect> places = new HashMap<>();

  /** Where clients from outside stand as consumers: one name may write and read. */
  final Map<NodeId, Rect> readers = new HashMap<>();

  final Spots spots = new Spots();

  Sketch(
      ClusterModel model, long nowNanos, StageOptions options, Texts texts, TextMeasure measure) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.options = options;
    this.texts = texts;
    this.background = new Pen(measure);
    this.cells = new Pen(measure);
    this.overlay = new Pen(measure);
  }

  /** Whether the partitions of a topic have rows. */
  boolean shows(String topic) {
    return options.shows(model.topics().get(topic));
  }

  void target(Rect rect, Selection selection, String tooltip) {
    Rect window = clip;
    Rect seen = window == null ? rect : rect.intersection(window);
    if (seen.w() <= 0 || seen.h() <= 0) {
      return;
    }
    targets.add(new Target(seen, selection, tooltip));
    mark(selection, rect.inset(-3), 11);
  }

  /** Marks a rectangle if the thing is what is selected or pointed at. */
  void mark(Selection thing, Rect rect, double radius) {
    if (isSelected(thing)) {
      outline(rect, radius);
    } else if (isPointed(thing)) {
      outline(rect, radius, Shape.Surface.POINTED);
    }
  }

  /** Whether the thing is selected or pointed at. */
  boolean singlesOut(Selection thing) {
    return isSelected(thing) || isPointed(thing);
  }

  private boolean isPointed(Selection thing) {
    return thing.equals(options.pointed()) && !thing.equals(Selection.CLUSTER);
  }

  private boolean isSelected(Selection thing) {
    return thing.equals(options.selection())
        || (options.selection() instanceof Selection.Several(List<NodeId> ids)
            && thing instanceof Selection.Node(NodeId id)
            && ids.contains(id));
  }

  /** Marks as selected what of a rectangle is in sight. */
  void outline(Rect rect, double radius) {
    outline(rect, radius, Shape.Surface.SELECTED);
  }

  private void outline(Rect rect, double radius, Shape.Surface surface) {
    Rect window = clip;
    if (window != null) {
      overlay.clip(window.inset(-3));
    }
    overlay.panel(rect, surface, radius);
    if (window != null) {
      overlay.clipEnd();
    }
  }

  /** Draws what of the things lies in the window; null is without bounds. */
  void clipped(@Nullable Rect window, Runnable drawing) {
    if (window == null) {
      drawing.run();
      return;
    }
    List<Pen> pens = List.of(background, cells);
    pens.forEach(pen -> pen.clip(window));
    clip = window;
    drawing.run();
    clip = null;
    pens.forEach(Pen::clipEnd);
  }
}
