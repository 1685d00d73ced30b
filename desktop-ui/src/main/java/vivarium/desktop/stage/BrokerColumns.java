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
import vivarium.engine.model.CutLink;
import vivarium.engine.model.FaultView;
import vivarium.engine.model.NodeView;

/** One column a broker: its header, and the ground its replicas stand on. */
final class BrokerColumns {

  /** With less, the header is the name and the state alone. */
  static final double WIDE = 124;

  private static final double NARROW_HEADER = 180;
  private static final double NARROW_NAME = 11;

  /** What a narrow column has besides its name, across. */
  private static final double BESIDE_GLYPH = 21;

  private static final double ALONE = 12;
  private static final double WIDE_ENOUGH_FOR_WORD = 215;

  private final Sketch sketch;
  private final GridPlan plan;

  /** Where the state stands below the name in words. */
  private static final double TWO_LINES = 40;

  /** What stands in the first line of a narrow column, the same in all. */
  private enum Heading {
    GLYPH_AND_NAME,
    /** The state, in words below, needs no glyph as well. */
    NAME,
    GLYPH_AND_NUMBER
  }

  private final Heading heading;

  BrokerColumns(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    Grid grid = plan.grid;
    double widest =
        grid.brokers().stream()
            .mapToDouble(id -> width(name(id), Font.name(NARROW_NAME, Tone.PLAIN)))
            .max()
            .orElse(0);
    double column = grid.columns().isEmpty() ? 0 : grid.columns().getFirst().w();
    if (widest <= column - BESIDE_GLYPH) {
      heading = Heading.GLYPH_AND_NAME;
    } else if (widest <= column - ALONE && grid.headerHeight() >= TWO_LINES) {
      heading = Heading.NAME;
    } else {
      heading = Heading.GLYPH_AND_NUMBER;
    }
  }

  void draw() {
    sketch.clipped(plan.columnsClip(), this::columns);
    if (plan.grid.hasNarrowColumns()) {
      new ColumnNames(sketch, plan).draw();
    }
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
    sketch.background.panel(column, look.surface(), column.w() < Grid.NARROW_COLUMN ? 2 : 9);
    if (look == BrokerLook.FROZEN) {
      Rect window = plan.columnsClip();
      Rect seen = window == null ? column : column.intersection(window);
      sketch.overlay.add(new Shape.Hatch(seen.inset(2)));
    }
    sketch.target(column, new Selection.Node(broker.id()), tooltip(broker, look));
    if (column.w() >= WIDE) {
      wideHeader(broker, look, column);
    } else if (column.w() >= Grid.NARROW_COLUMN) {
      narrowName(broker, look, column);
      if (headerHeight >= TWO_LINES) {
        sketch.background.firstThatFits(
            Font.body(10, look.tone()),
            column.x() + 6,
            column.y() + 31,
            stateAndRack(broker, look),
            Align.LEFT,
            column.w() - 8);
      }
    } else {
      sketch.background.icon(
          column.centerX(), column.y() + 8, Math.min(9, column.w()), look.glyph(), look.tone());
    }
  }

  private String name(NodeId broker) {
    return sketch.texts.get("stage.broker", broker.name());
  }

  private double width(String words, Font font) {
    return sketch.background.width(words, font.role(), font.size());
  }

  private void narrowName(NodeView broker, BrokerLook look, Rect column) {
    boolean alone = heading == Heading.NAME;
    if (!alone) {
      sketch.background.icon(column.x() + 10, column.y() + 12, 9, look.glyph(), look.tone());
    }
    sketch.background.firstThatFits(
        Font.name(NARROW_NAME, textTone(look)),
        column.x() + (alone ? ALONE / 2 : 19),
        column.y() + 16,
        List.of(heading == Heading.GLYPH_AND_NUMBER ? broker.id().name() : name(broker.id())),
        Align.LEFT,
        column.w() - (alone ? ALONE : BESIDE_GLYPH));
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
    String name = name(broker.id());
    Font nameFont = Font.name(narrow ? 12.5 : 14, textTone(look));
    Font wordFont = Font.name(narrow ? 10 : 11, look.tone());
    boolean wordFits =
        width(name, nameFont) + 5 + width(look.word(texts), wordFont) <= right - textX;
    double word =
        wordFits
            ? pen.text(
                wordFont, right, column.y() + 22, look.word(texts), Align.RIGHT, right - textX)
            : 0;
    double nameWidth =
        pen.text(nameFont, textX, column.y() + 23, name, Align.LEFT, right - word - 5 - textX);
    if (isController(broker)) {
      pen.firstThatFits(
          Font.name(10, Tone.COORDINATION),
          textX + nameWidth + 6,
          column.y() + 22.5,
          List.of(texts.get("broker.isController"), texts.get("broker.isControllerShort")),
          Align.LEFT,
          right - word - 8 - textX - nameWidth - 6);
    }
    Font second = look.tone() == Tone.BAD ? Font.body(10.5, Tone.BAD) : Font.mono(10, Tone.MUTED);
    double timer = session(broker, right, column);
    pen.firstThatFits(
        second,
        textX,
        column.y() + 40,
        wordFits ? secondLine(broker, look) : List.of(wordSince(broker, look), look.word(texts)),
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
      pen.firstThatFits(
          Font.body(10, look.tone() == Tone.BAD ? Tone.FAINT : Tone.MUTED),
          textX,
          column.y() + 57,
          List.of(leaderships(broker), ledOfAll(broker)),
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
  private List<String> secondLine(NodeView broker, BrokerLook look) {
    Texts texts = sketch.texts;
    String since = Units.shortClock(broker.processSinceNanos());
    return switch (look) {
      case RUNNING, STARTING, LEAVING -> addressOrEpoch(broker);
      case FENCED ->
          List.of(texts.get("broker.fencedSince", Units.shortClock(broker.fencedSinceNanos())));
      case SHUTTING_DOWN, STOPPED -> List.of(texts.get("broker.since", since));
      case FROZEN ->
          List.of(
              texts.get(broker.isFenced() ? "broker.sinceAndFenced" : "broker.since", since),
              texts.get("broker.since", since));
      case CRASHED ->
          List.of(
              texts.get(broker.isFenced() ? "broker.killedAndFenced" : "broker.killed", since),
              texts.get("broker.killed", since));
    };
  }

  private String wordSince(NodeView broker, BrokerLook look) {
    return look.word(sketch.texts) + " · " + Units.shortClock(broker.processSinceNanos());
  }

  /** Where it listens; of a narrow column's broker at least the port. */
  private List<String> addressOrEpoch(NodeView broker) {
    String address = broker.address();
    return address == null
        ? List.of(
            sketch.texts.get("broker.epoch", broker.brokerEpoch()),
            sketch.texts.get("broker.epochShort", broker.brokerEpoch()))
        : List.of(address, address.substring(address.lastIndexOf(':')));
  }

  /** To whom nothing gets through, in as few words as must be; nothing if all are reached. */
  private List<String> cutLinks(NodeView broker) {
    List<NodeId> others =
        sketch.model.cutLinks().stream()
            .filter(link -> link.from().equals(broker.id()))
            .map(CutLink::to)
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

  private String ledOfAll(NodeView broker) {
    int id = broker.id().number();
    return sketch.texts.get(
        "broker.leadsShort", plan.content.leadBy(id), plan.content.replicasOn(id));
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
