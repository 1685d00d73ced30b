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
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ClusterEvent.GroupMember;
import vivarium.engine.event.ClusterEvent.GroupState;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.GroupView;

/** Consumer groups on the right, with their members and what these own. */
final class GroupColumn {

  private static final double HEADER = 44;
  private static final double MEMBER = 40;
  private static final double SLIM_MEMBER = 22;
  private static final double GAP = 12;

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
    for (var entry : groups.entrySet()) {
      List<Line> shown = entry.getValue();
      int hidden = 0;
      if (shown.size() > fitting) {
        int keep = Math.max(0, fitting - 1);
        hidden = shown.size() - keep;
        for (Line line : shown.subList(keep, shown.size())) {
          sketch.places.put(
              line.node(),
              new Rect(plan.groupsX, y + HEADER + keep * pitch, plan.groupsWidth, SLIM_MEMBER));
        }
        shown = shown.subList(0, keep);
      }
      fitting -= shown.size();
      double height = HEADER + (shown.size() + (hidden > 0 ? 1 : 0)) * pitch + 4;
      if (y + height > GridPlan.CONTROLLER_TOP + room + 1) {
        break; // No room left; the cluster's inspector lists every group.
      }
      Rect rect = new Rect(plan.groupsX, y, plan.groupsWidth, height);
      card(entry.getKey(), shown, hidden, rect, pitch);
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
        NodeId builtIn = NodeId.consumer(member.clientId());
        NodeId node =
            sketch.model.clients().containsKey(builtIn)
                ? builtIn
                : NodeId.external(member.clientId());
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
    }
    return result;
  }

  private void card(String id, List<Line> lines, int hidden, Rect rect, double pitch) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    GroupView group = sketch.model.groups().get(id);
    pen.panel(rect, Surface.CARD, 8);
    sketch.target(rect, new Selection.Group(id), tooltip(id, group));
    double left = rect.x() + 10;
    double right = rect.right() - 10;
    pen.text(Font.name(13, Tone.PLAIN), left, rect.y() + 19, id, Align.LEFT, right - left - 60);
    if (group != null) {
      long lag = sketch.model.totalLag(group);
      sketch.cells.text(
          Font.mono(10, Tone.MUTED),
          right,
          rect.y() + 19,
          texts.get("group.lag", Units.count(lag)),
          Align.RIGHT,
          56);
      Tone tone = GroupLook.tone(group.state());
      pen.icon(left + 5, rect.y() + 32, 10, GroupLook.glyph(group.state()), tone);
      pen.firstThatFits(
          Font.name(10.5, tone),
          left + 15,
          rect.y() + 36,
          List.of(
              texts.get("group.state", group.state().kafkaName(), group.generation()),
              group.state().kafkaName()),
          Align.LEFT,
          right - left - 15);
    }
    double y = rect.y() + HEADER;
    for (Line line : lines) {
      member(group, line, new Rect(rect.x() + 6, y, rect.w() - 12, pitch - 4));
      y += pitch;
    }
    if (hidden > 0) {
      pen.text(
          Font.body(10, Tone.MUTED),
          left,
          y + 14,
          texts.get("stage.more", hidden),
          Align.LEFT,
          right - left);
    }
  }

  private void member(@Nullable GroupView group, Line line, Rect rect) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    pen.panel(rect, Surface.MEMBER, 6);
    sketch.places.put(line.node(), rect);
    GroupMember member = line.member();
    boolean idle = member == null || member.assignment().isEmpty();
    boolean slim = rect.h() < 30;
    String note = note(group, member);
    double baseline = rect.y() + (slim ? 13.5 : 15);
    double noteWidth =
        sketch.cells.text(
            Font.mono(9.5, Tone.MUTED),
            rect.right() - 8,
            baseline,
            note,
            Align.RIGHT,
            rect.w() * 0.5);
    pen.text(
        Font.name(11, idle ? Tone.MUTED : Tone.PLAIN),
        rect.x() + 8,
        baseline,
        line.clientId(),
        Align.LEFT,
        rect.w() - 22 - noteWidth);
    if (!slim) {
      assignment(member == null ? List.of() : member.assignment(), rect);
    }
    String owns =
        idle || member == null
            ? texts.get("group.ownsNothing")
            : String.join(", ", member.assignment().stream().map(Object::toString).toList());
    sketch.targets.add(
        new Target(
            rect,
            group == null ? new Selection.Client(line.node()) : new Selection.Group(group.id()),
            line.clientId() + "\n" + owns));
  }

  private String note(@Nullable GroupView group, @Nullable GroupMember member) {
    if (member == null || group == null) {
      return sketch.texts.get("group.joining");
    }
    if (member.assignment().isEmpty()) {
      boolean rebalancing =
          group.state() == GroupState.PREPARING_REBALANCE
              || group.state() == GroupState.COMPLETING_REBALANCE;
      return sketch.texts.get(rebalancing ? "group.waiting" : "group.idle");
    }
    long lag =
        member.assignment().stream()
            .mapToLong(partition -> Math.max(0, sketch.model.lag(group, partition)))
            .sum();
    return sketch.texts.get("group.lag", Units.count(lag));
  }

  private void assignment(List<TopicPartition> assignment, Rect rect) {
    Pen pen = sketch.background;
    double x = rect.x() + 8;
    for (int i = 0; i < assignment.size(); i++) {
      String name = assignment.get(i).toString();
      double width = pen.width(name, TextRole.MONO, 9) + 10;
      int left = assignment.size() - i;
      double reserve = left > 1 ? 26 : 0;
      if (x + width + reserve > rect.right() - 6) {
        pen.text(
            Font.mono(9, Tone.MUTED), x, rect.y() + 30, "+" + left, Align.LEFT, rect.right() - x);
        return;
      }
      Rect chip = new Rect(x, rect.y() + 19, width, 15);
      pen.panel(chip, Surface.CHIP_COORDINATION, 7);
      pen.text(Font.mono(9, Tone.PLAIN), chip.centerX(), chip.y() + 11, name, Align.CENTER, width);
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
        + sketch.texts.get("group.state", group.state().kafkaName(), group.generation())
        + (coordinator == null
            ? ""
            : "\n" + sketch.texts.get("group.coordinator", coordinator.name()));
  }
}
