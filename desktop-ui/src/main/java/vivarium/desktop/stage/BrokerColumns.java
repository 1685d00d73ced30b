package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel.Link;
import vivarium.engine.model.FaultView;
import vivarium.engine.model.NodeView;

/** One column a broker: its header, and the ground its replicas stand on. */
final class BrokerColumns {

  /** With less, the header is the name and the state alone. */
  static final double WIDE = 124;

  private static final double NARROW_HEADER = 180;
  private static final double NARROW = 26;
  private static final double NARROW_NAME = 11;
  private static final double WIDE_ENOUGH_FOR_WORD = 215;

  private final Sketch sketch;
  private final GridPlan plan;

  /** In narrow columns all brokers have their whole name, or none. */
  private final boolean namesFit;

  BrokerColumns(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    Grid grid = plan.grid;
    namesFit = grid.brokers().stream().allMatch(id -> fits(name(id), grid.columns().getFirst()));
  }

  void draw() {
    sketch.clipped(plan.columnsClip(), this::columns);
  }

  private void columns() {
    Grid grid = plan.grid;
    for (int i = 0; i < grid.brokers().size(); i++) {
      NodeView broker = sketch.model.node(grid.brokers().get(i));
      if (broker != null && grid.view().showsColumn(i)) {
        column(broker, grid.columns().get(i), grid.headerHeight());
      }
    }
  }

  private void column(NodeView broker, Rect column, double headerHeight) {
    BrokerLook look = BrokerLook.of(broker);
    sketch.background.panel(column, look.surface(), column.w() < NARROW ? 2 : 9);
    if (look == BrokerLook.FROZEN) {
      Rect window = plan.columnsClip();
      Rect seen = window == null ? column : column.intersection(window);
      sketch.overlay.add(new Shape.Hatch(seen.inset(2)));
    }
    sketch.target(column, new Selection.Node(broker.id()), tooltip(broker, look));
    if (column.w() >= WIDE) {
      wideHeader(broker, look, column);
    } else if (column.w() >= NARROW) {
      sketch.background.icon(column.x() + 10, column.y() + 12, 9, look.glyph(), look.tone());
      sketch.background.firstThatFits(
          Font.name(NARROW_NAME, textTone(look)),
          column.x() + 19,
          column.y() + 16,
          List.of(namesFit ? name(broker.id()) : broker.id().name()),
          Align.LEFT,
          narrowRoom(column));
      if (headerHeight >= 40) {
        sketch.background.firstThatFits(
            Font.body(9.5, look.tone()),
            column.x() + 6,
            column.y() + 31,
            stateAndRack(broker, look),
            Align.LEFT,
            column.w() - 8);
      }
    } else {
      sketch.background.icon(
          column.centerX(), column.y() + 12, Math.min(9, column.w()), look.glyph(), look.tone());
    }
  }

  private String name(NodeId broker) {
    return sketch.texts.get("stage.broker", broker.name());
  }

  private boolean fits(String name, Rect column) {
    Font font = Font.name(NARROW_NAME, Tone.PLAIN);
    return sketch.background.width(name, font.role(), font.size()) <= narrowRoom(column);
  }

  private static double narrowRoom(Rect column) {
    return column.w() - 21;
  }

  /** The state, and with it the rack where there is room for both. */
  private List<String> stateAndRack(NodeView broker, BrokerLook look) {
    String state = look.word(sketch.texts);
    if (isController(broker)) {
      return List.of(
          state + " · " + sketch.texts.get("broker.isController"),
          sketch.texts.get("broker.isController"),
          sketch.texts.get("broker.isControllerShort"));
    }
    return broker.rack() == null
        ? List.of(state)
        : List.of(state + " · " + sketch.texts.get("broker.rack", broker.rack()), state);
  }

  /** With ZooKeeper one of the brokers is. */
  private boolean isController(NodeView broker) {
    return broker.id().equals(sketch.model.controller());
  }

  private void wideHeader(NodeView broker, BrokerLook look, Rect column) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    boolean narrow = column.w() < NARROW_HEADER;
    double padding = narrow ? 8 : 12;
    double left = column.x() + padding;
    double textX = left + (narrow ? 17 : 20);
    double right = column.right() - padding;
    pen.icon(left + 6, column.y() + 18, 13, look.glyph(), look.tone());
    double word =
        pen.firstThatFits(
            Font.name(narrow ? 10 : 11, look.tone()),
            right,
            column.y() + 22,
            List.of(look.word(texts)),
            Align.RIGHT,
            column.w() * 0.55);
    double name =
        pen.text(
            Font.name(narrow ? 12.5 : 14, textTone(look)),
            textX,
            column.y() + 23,
            texts.get("stage.broker", broker.id().name()),
            Align.LEFT,
            right - word - 5 - textX);
    if (isController(broker)) {
      pen.firstThatFits(
          Font.name(10, Tone.COORDINATION),
          textX + name + 6,
          column.y() + 22.5,
          List.of(texts.get("broker.isController"), texts.get("broker.isControllerShort")),
          Align.LEFT,
          right - word - 8 - textX - name - 6);
    }
    Font second = look.tone() == Tone.BAD ? Font.body(10.5, Tone.BAD) : Font.mono(10, Tone.MUTED);
    double timer = session(broker, right, column);
    pen.text(
        second,
        textX,
        column.y() + 40,
        secondLine(broker, look),
        Align.LEFT,
        right - timer - textX);
    List<String> cut = cutLinks(broker);
    if (!cut.isEmpty()) {
      pen.icon(left + 6, column.y() + 53, 11, Glyph.CUT, Tone.BAD);
      pen.firstThatFits(
          Font.name(10.5, Tone.BAD), textX, column.y() + 57, cut, Align.LEFT, right - textX);
    } else if (slowness(broker) != null) {
      pen.icon(left + 6, column.y() + 53, 12, Glyph.SLOW, Tone.WARN);
      pen.text(
          Font.name(10.5, Tone.WARN),
          textX,
          column.y() + 57,
          String.valueOf(slowness(broker)),
          Align.LEFT,
          right - textX);
    } else {
      pen.text(
          Font.body(10, look.tone() == Tone.BAD ? Tone.FAINT : Tone.MUTED),
          textX,
          column.y() + 57,
          leaderships(broker),
          Align.LEFT,
          right - textX);
    }
  }

  /** Leaves room for the timer of the broker's session, while it has one. */
  private double session(NodeView broker, double right, Rect column) {
    double left = Timers.session(sketch.model, broker.id(), sketch.nowNanos);
    if (left < 0) {
      return 0;
    }
    Point at = new Point(right - 6, column.y() + 36.5);
    sketch.spots.sessions().put(broker.id(), at);
    double word =
        column.w() < WIDE_ENOUGH_FOR_WORD
            ? 0
            : sketch.background.text(
                Font.body(10, Tone.MUTED),
                at.x() - 11,
                column.y() + 40,
                sketch.texts.get("timer.session"),
                Align.RIGHT,
                60);
    // Part of the column, which alone is outlined when the broker is selected.
    sketch.targets.add(
        new Target(
            new Rect(at.x() - 14 - word, at.y() - 9, 22 + word, 18),
            new Selection.Node(broker.id()),
            sketch.texts.get("timer.sessionHelp")));
    return 20 + word;
  }

  /** The address of a broker that is well; otherwise since when it is not. */
  private String secondLine(NodeView broker, BrokerLook look) {
    Texts texts = sketch.texts;
    String since = Units.shortClock(broker.processSinceNanos());
    return switch (look) {
      case RUNNING, STARTING, LEAVING ->
          broker.address() == null
              ? texts.get("broker.epoch", broker.brokerEpoch())
              : broker.address();
      case FENCED -> texts.get("broker.fencedSince", Units.shortClock(broker.fencedSinceNanos()));
      case SHUTTING_DOWN -> texts.get("broker.since", since);
      case FROZEN ->
          broker.isFenced()
              ? texts.get("broker.sinceAndFenced", since)
              : texts.get("broker.since", since);
      case CRASHED ->
          broker.isFenced()
              ? texts.get("broker.killedAndFenced", since)
              : texts.get("broker.killed", since);
      case STOPPED -> texts.get("broker.since", since);
    };
  }

  /** To whom nothing gets through, in as few words as must be; nothing if all are reached. */
  private List<String> cutLinks(NodeView broker) {
    List<NodeId> others =
        sketch.model.cutLinks().stream()
            .filter(link -> link.from().equals(broker.id()))
            .map(Link::to)
            .toList();
    if (others.isEmpty()) {
      return List.of();
    }
    String names =
        others.stream()
            .map(to -> to.isBroker() ? to.name() : to.toString())
            .collect(Collectors.joining(", "));
    String ids = others.stream().map(NodeId::name).collect(Collectors.joining(", "));
    return List.of(
        sketch.texts.get("broker.cutTo", names),
        sketch.texts.get("broker.cutTo", ids),
        sketch.texts.get("broker.cutToMany", others.size()));
  }

  /** What makes the machine slow, or unable to write; null if nothing does. */
  private @Nullable String slowness(NodeView broker) {
    List<String> faults = new ArrayList<>();
    for (FaultView fault : sketch.model.faults().values()) {
      if (fault.spec() instanceof FaultSpec.OnNode onNode && onNode.node().equals(broker.id())) {
        faults.add(
            switch (onNode) {
              case FaultSpec.SlowDisk disk -> sketch.texts.get("broker.slowDisk", disk.writeMs());
              case FaultSpec.SlowCpu cpu -> sketch.texts.get("broker.slowCpu", cpu.serviceMs());
              case FaultSpec.DiskFull unused -> sketch.texts.get("faults.diskIsFull");
            });
      }
    }
    return faults.isEmpty() ? null : String.join(" · ", faults);
  }

  private String leaderships(NodeView broker) {
    int id = broker.id().number();
    String leaderships =
        sketch.texts.get("broker.leads", plan.content.leadBy(id), plan.content.replicasOn(id));
    return broker.rack() == null
        ? leaderships
        : sketch.texts.get("broker.rack", broker.rack()) + " · " + leaderships;
  }

  private String tooltip(NodeView broker, BrokerLook look) {
    Texts texts = sketch.texts;
    String address = broker.address() == null ? "" : "\n" + broker.address();
    return texts.get("stage.broker", broker.id().name())
        + " · "
        + look.word(texts)
        + address
        + "\n"
        + texts.get("broker.epoch", broker.brokerEpoch())
        + "\n"
        + leaderships(broker);
  }

  private static Tone textTone(BrokerLook look) {
    return switch (look) {
      case CRASHED, STOPPED -> Tone.MUTED;
      case RUNNING, STARTING, FENCED, LEAVING, SHUTTING_DOWN, FROZEN -> Tone.PLAIN;
    };
  }
}
