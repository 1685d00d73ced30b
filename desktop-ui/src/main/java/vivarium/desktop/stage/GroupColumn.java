package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.GroupView;

/**
 * Consumer groups on the right, with their members and what these own; last, clients from outside
 * that read without a group.
 */
final class GroupColumn {

  private static final double HEADER = 44;
  private static final double LAG_WIDTH = 56;
  private static final double READERS_HEADER = 27;
  private static final double MEMBER = 40;
  private static final double SLIM_MEMBER = 22;
  private static final double GAP = 12;

  /** Sorts after every group's id, and is none. */
  private static final String ALONE = "\uffff";

  private final Sketch sketch;
  private final GridPlan plan;

  GroupColumn(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  /** A consumer's line in its group; {@code member} is null until it has joined. */
  private record Line(String clientId, NodeId node, @Nullable GroupMember member) {}

  void draw() {
    Pen pen = sketch.background;
    pen.text(
        Font.body(11, Tone.MUTED),
        plan.groupsX,
        24,
        sketch.texts.get("stage.groups"),
        Align.LEFT,
        plan.groupsWidth);
    TreeMap<String, List<Line>> groups = lines();
    double room = plan.captionY - GAP - GridPlan.CONTROLLER_TOP;
    int members = groups.values().stream().mapToInt(List::size).sum();
    double chrome = groups.size() * (HEADER + GAP + 6);
    double pitch = members * (MEMBER + 4) + chrome <= room ? MEMBER + 4 : SLIM_MEMBER + 2;
    double y = GridPlan.CONTROLLER_TOP;
    int fitting = (int) Math.max(0, (room - chrome) / pitch);
    for (String id : Places.order(groups.keySet(), sketch.options.places().groups())) {
      List<Line> shown = groups.getOrDefault(id, List.of());
      int hidden = 0;
      if (shown.size() > fitting) {
        int keep = Math.max(0, fitting - 1);
        hidden = shown.size() - keep;
        for (Line line : shown.subList(keep, shown.size())) {
          place(
              line.node(),
              new Rect(plan.groupsX, y + HEADER + keep * pitch, plan.groupsWidth, SLIM_MEMBER));
        }
        shown = shown.subList(0, keep);
      }
      fitting -= shown.size();
      boolean alone = id.equals(ALONE);
      double header = alone ? READERS_HEADER : HEADER;
      double height = header + (shown.size() + (hidden > 0 ? 1 : 0)) * pitch + 4;
      if (y + height > GridPlan.CONTROLLER_TOP + room + 1) {
        break; // No room left; the cluster's inspector lists every group.
      }
      Rect rect = new Rect(plan.groupsX, y, plan.groupsWidth, height);
      if (alone) {
        readers(shown, hidden, rect, pitch);
      } else {
        card(id, shown, hidden, rect, pitch);
      }
      y += height + GAP;
    }
    if (groups.isEmpty()) {
      pen.text(
          Font.body(11, Tone.FAINT),
          plan.groupsX,
          GridPlan.CONTROLLER_TOP + 16,
          sketch.texts.get("stage.noGroup"),
          Align.LEFT,
          plan.groupsWidth);
    }
  }

  private TreeMap<String, List<Line>> lines() {
    TreeMap<String, List<Line>> result = new TreeMap<>();
    Set<String> joined = new TreeSet<>();
    for (GroupView group : sketch.model.groups().values()) {
      List<Line> lines = new ArrayList<>();
      for (GroupMember member : group.members()) {
        joined.add(group.id() + "/" + member.clientId());
        NodeId node = ClientLook.nodeOf(member, group.id(), sketch.model);
        lines.add(new Line(member.clientId(), node, member));
      }
      result.put(group.id(), lines);
    }
    for (ClientView client : sketch.model.clients().values()) {
      ConsumerSettings settings = client.consumer();
      if (settings != null && !joined.contains(settings.groupId() + "/" + settings.clientId())) {
        result
            .computeIfAbsent(settings.groupId(), unused -> new ArrayList<>())
            .add(new Line(settings.clientId(), client.id(), null));
      }
      for (String group : client.groupsJoined()) {
        if (!joined.contains(group + "/" + client.id().name())) {
          result
              .computeIfAbsent(group, unused -> new ArrayList<>())
              .add(new Line(client.id().name(), client.id(), null));
        }
      }
      if (ClientLook.readsAlone(client, sketch.model)) {
        result
            .computeIfAbsent(ALONE, unused -> new ArrayList<>())
            .add(new Line(client.id().name(), client.id(), null));
      }
    }
    return result;
  }

  private void place(NodeId node, Rect rect) {
    (node.kind() == NodeId.Kind.EXTERNAL ? sketch.readers : sketch.places).put(node, rect);
  }

  /** Clients that read without a group, each with where it reads on. */
  private void readers(List<Line> lines, int hidden, Rect rect, double pitch) {
    Pen pen = sketch.background;
    pen.panel(rect, Surface.CARD, 8);
    double left = rect.x() + 10;
    double room = rect.w() - 20;
    pen.text(
        Font.name(13, Tone.PLAIN),
        left,
        rect.y() + 19,
        sketch.texts.get("stage.withoutGroup"),
        Align.LEFT,
        room);
    double y = rect.y() + READERS_HEADER;
    for (Line line : lines) {
      ClientView client = sketch.model.clients().get(line.node());
      if (client != null) {
        reader(client, new Rect(rect.x() + 6, y, rect.w() - 12, pitch - 4));
      }
      y += pitch;
    }
    more(hidden, left, y, room);
  }

  private void reader(ClientView client, Rect rect) {
    List<String> positions =
        client.positions().entrySet().stream()
            .map(at -> at.getKey() + (at.getValue() < 0 ? "" : " · " + at.getValue()))
            .toList();
    sketch.background.panel(rect, Surface.MEMBER, 6);
    place(client.id(), rect);
    String read =
        sketch.texts.get(
            "client.perSecond", Units.roundRate(client.readPerSecond(sketch.nowNanos)));
    names(client.id().name(), read, false, rect);
    if (rect.h() >= 30) {
      chips(positions, rect);
    }
    sketch.target(
        rect,
        new Selection.Client(client.id()),
        ClientLook.title(client.id(), sketch.texts) + "\n" + String.join("\n", positions));
  }

  private void card(String id, List<Line> lines, int hidden, Rect rect, double pitch) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    GroupView group = sketch.model.groups().get(id);
    pen.panel(rect, Surface.CARD, 8);
    sketch.target(rect, new Selection.Group(id), tooltip(id, group));
    sketch.spots.groups().put(id, rect);
    double left = rect.x() + 10;
    double right = rect.right() - 10;
    String lag =
        group == null
            ? ""
            : texts.get("group.lag", Units.countOrDash(sketch.model.totalLag(group)));
    Font small = Font.mono(10, Tone.MUTED);
    double lagWidth = Math.min(LAG_WIDTH, pen.width(lag, small.role(), small.size()) + 1);
    double room = right - left - lagWidth - 4;
    pen.text(
        pen.shrunk(Font.name(13, Tone.PLAIN), id, room), left, rect.y() + 19, id, Align.LEFT, room);
    if (group != null) {
      sketch.cells.text(small, right, rect.y() + 19, lag, Align.RIGHT, lagWidth);
      Tone tone = GroupLook.tone(group.state());
      pen.icon(left + 5, rect.y() + 32, 10, GroupLook.glyph(group.state()), tone);
      double timer = group.deadlineNanos() > sketch.nowNanos ? 18 : 0;
      if (timer > 0) {
        sketch.spots.rebalances().put(id, new Point(right - 6, rect.y() + 32));
      }
      pen.firstThatFits(
          Font.name(10.5, tone),
          left + 15,
          rect.y() + 36,
          GroupLook.words(group, texts),
          Align.LEFT,
          right - left - 15 - timer);
    }
    double y = rect.y() + HEADER;
    for (Line line : lines) {
      member(group, line, new Rect(rect.x() + 6, y, rect.w() - 12, pitch - 4));
      y += pitch;
    }
    more(hidden, left, y, right - left);
  }

  private void more(int hidden, double x, double y, double room) {
    if (hidden > 0) {
      sketch.background.text(
          Font.body(10, Tone.MUTED),
          x,
          y + 14,
          sketch.texts.get("stage.more", hidden),
          Align.LEFT,
          room);
    }
  }

  private void member(@Nullable GroupView group, Line line, Rect rect) {
    sketch.background.panel(rect, Surface.MEMBER, 6);
    place(line.node(), rect);
    GroupMember member = line.member();
    boolean idle = member == null || member.assignment().isEmpty();
    boolean late = Timers.session(sketch.model, line.node(), sketch.nowNanos) >= 0;
    if (late) {
      sketch.spots.sessions().put(line.node(), new Point(rect.right() - 12, rect.y() + 11));
    }
    Rect words = late ? new Rect(rect.x(), rect.y(), rect.w() - 14, rect.h()) : rect;
    names(line.clientId(), note(group, member), idle, words);
    if (rect.h() >= 30 && member != null) {
      chips(member.assignment().stream().map(Object::toString).toList(), rect);
    }
    String owns =
        idle || member == null
            ? sketch.texts.get("group.ownsNothing")
            : String.join(", ", member.assignment().stream().map(Object::toString).toList());
    Selection thing =
        group == null || member == null
            ? new Selection.Client(line.node())
            : new Selection.Member(group.id(), member.memberId());
    sketch.targets.add(new Target(rect, thing, line.clientId() + "\n" + owns));
    sketch.mark(thing, rect.inset(-1), 7);
    if (!(thing instanceof Selection.Client)) {
      sketch.mark(new Selection.Client(line.node()), rect.inset(-1), 7); // As the tree calls it.
    }
  }

  /** The client at the left, what is to be said of it at the right. */
  private void names(String clientId, String note, boolean idle, Rect rect) {
    double baseline = rect.y() + (rect.h() < 30 ? 13.5 : 15);
    double noteWidth =
        sketch.cells.text(
            Font.mono(10, Tone.MUTED),
            rect.right() - 8,
            baseline,
            note,
            Align.RIGHT,
            rect.w() * 0.5);
    double room = rect.w() - 20 - noteWidth;
    sketch.background.text(
        sketch.background.shrunk(Font.name(11, idle ? Tone.MUTED : Tone.PLAIN), clientId, room),
        rect.x() + 8,
        baseline,
        clientId,
        Align.LEFT,
        room);
  }

  private String note(@Nullable GroupView group, @Nullable GroupMember member) {
    if (member == null || group == null) {
      return sketch.texts.get("group.joining");
    }
    if (member.assignment().isEmpty()) {
      return sketch.texts.get(group.state().isRebalancing() ? "group.waiting" : "group.idle");
    }
    long lag = sketch.model.lag(group, member.assignment());
    return sketch.texts.get("group.lag", Units.countOrDash(lag));
  }

  private void chips(List<String> names, Rect rect) {
    Pen pen = sketch.background;
    double x = rect.x() + 8;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      double width = pen.width(name, TextRole.MONO, 10) + 8;
      int left = names.size() - i;
      double reserve = left > 1 ? 26 : 0;
      if (x + width + reserve > rect.right() - 6) {
        pen.text(
            Font.mono(10, Tone.MUTED), x, rect.y() + 30, "+" + left, Align.LEFT, rect.right() - x);
        return;
      }
      Rect chip = new Rect(x, rect.y() + 19, width, 15);
      pen.panel(chip, Surface.CHIP_COORDINATION, 7);
      pen.text(Font.mono(10, Tone.PLAIN), chip.centerX(), chip.y() + 11, name, Align.CENTER, width);
      x += width + 4;
    }
  }

  private String tooltip(String id, @Nullable GroupView group) {
    if (group == null) {
      return id;
    }
    NodeId coordinator = group.coordinator();
    return id
        + " · "
        + GroupLook.stateAndGeneration(group, sketch.texts)
        + (coordinator == null
            ? ""
            : "\n" + sketch.texts.get("group.coordinator", coordinator.name()));
  }
}
