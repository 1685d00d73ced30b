package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** A frame in the making: what every part of the layout reads, and where it draws. */
final class Sketch {

  final ClusterModel model;
  final long nowNanos;
  final StageOptions options;
  final Texts texts;
  final Pen background;
  final Pen cells;
  final Pen overlay;
  final List<Target> targets = new ArrayList<>();
  final Map<NodeId, Rect> places = new HashMap<>();

  /** Where clients from outside stand as consumers: one name may write and read. */
  final Map<NodeId, Rect> readers = new HashMap<>();

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
    targets.add(new Target(rect, selection, tooltip));
    if (selection.equals(options.selection())) {
      overlay.panel(rect.inset(-3), Shape.Surface.SELECTED, 11);
    }
  }
}
