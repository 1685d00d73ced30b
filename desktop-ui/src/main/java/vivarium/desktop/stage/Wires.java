package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.FaultView;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** Who talks to whom, as quiet lines; and walls where nothing gets through. */
final class Wires {

  /** How far around the sign on a link a click still means the link. */
  private static final double SIGN_REACH = 9;

  private final Sketch sketch;
  private final Grid grid;
  private final Routes routes;

  Wires(Sketch sketch, Grid grid) {
    this.sketch = sketch;
    this.grid = grid;
    this.routes = new Routes(grid, sketch.places, sketch.readers);
  }

  void draw() {
    if (grid.detail() == Grid.Detail.SQUARE || grid.detail() == Grid.Detail.HEAT) {
      return;
    }
    for (ClientView client : sketch.model.clients().values()) {
      boolean lit = sketch.options.selection().equals(new Selection.Client(client.id()));
      Set<String> topics = topicsWrittenBy(client);
      for (Row row : grid.rows()) {
        if (topics.contains(row.partition().topic())) {
          toLeader(client.id(), row.partition(), false, Tone.MUTED, lit);
        }
      }
      if (ClientLook.readsAlone(client, sketch.model)) {
        for (TopicPartition partition : client.positions().keySet()) {
          toLeader(client.id(), partition, true, Tone.COORDINATION, lit);
        }
      }
    }
    for (GroupView group : sketch.model.groups().values()) {
      boolean lit = sketch.options.selection().equals(new Selection.Group(group.id()));
      for (GroupMember member : group.members()) {
        NodeId node = ClientLook.nodeOf(member, group.id(), sketch.model);
        boolean alone =
            sketch.options.selection().equals(new Selection.Member(group.id(), member.memberId()));
        for (TopicPartition partition : member.assignment()) {
          toLeader(node, partition, true, Tone.COORDINATION, lit || alone);
        }
      }
    }
    for (Row row : grid.rows()) {
      replication(row);
    }
    if (sketch.options.selection() instanceof Selection.Link(NodeId one, NodeId other)) {
      between(one, other, route -> wire(route, Tone.ACCENT, true));
    }
    slowLinks();
    walls();
  }

  private static Set<String> topicsWrittenBy(ClientView client) {
    ProducerSettings settings = client.producer();
    return settings == null ? client.acksByTopic().keySet() : Set.of(settings.topic());
  }

  private void toLeader(NodeId client, TopicPartition id, boolean reads, Tone tone, boolean lit) {
    PartitionView partition = sketch.model.partition(id);
    if (partition != null && partition.state().hasLeader() && grid.rowOf(id) != null) {
      boolean rowSelected = id.equals(sketch.options.selection().partitionOrNull());
      wire(
          routes.middle(client, NodeId.broker(partition.state().leader()), id, reads),
          tone,
          lit || rowSelected);
    }
  }

  private void replication(Row row) {
    PartitionView partition = sketch.model.partition(row.partition());
    if (partition == null || !partition.state().hasLeader()) {
      return;
    }
    PartitionState state = partition.state();
    boolean lit = row.partition().equals(sketch.options.selection().partitionOrNull());
    for (int follower : state.replicas()) {
      NodeView node = sketch.model.node(NodeId.broker(follower));
      if (follower != state.leader() && node != null && node.isAlive()) {
        wire(
            routes.middle(
                NodeId.broker(follower), NodeId.broker(state.leader()), row.partition(), false),
            Tone.ACCENT,
            lit);
      }
    }
  }

  private void wire(@Nullable Route route, Tone tone, boolean lit) {
    if (route != null) {
      sketch.background.add(new Shape.Wire(route.points(), tone, lit));
    }
  }

  /** A wall stands once between two nodes, whether one direction is cut or both. */
  private void walls() {
    Set<List<NodeId>> pairs = new LinkedHashSet<>();
    for (CutLink link : sketch.model.cutLinks()) {
      List<NodeId> pair = new ArrayList<>(List.of(link.from(), link.to()));
      pair.sort(null);
      pairs.add(pair);
    }
    for (List<NodeId> pair : pairs) {
      between(pair.get(0), pair.get(1), route -> wall(route, pair));
    }
  }

  /** Links that are slow, lossy or narrow: passable, and not well. */
  private void slowLinks() {
    Set<List<NodeId>> drawn = new LinkedHashSet<>();
    for (FaultView fault : sketch.model.faults().values()) {
      if (fault.spec() instanceof FaultSpec.OnLink onLink
          && onLink.link().from() != null
          && onLink.link().to() != null) {
        List<NodeId> pair = new ArrayList<>(List.of(onLink.link().from(), onLink.link().to()));
        pair.sort(null);
        if (drawn.add(pair)) {
          between(pair.get(0), pair.get(1), route -> slow(route, pair));
        }
      }
    }
  }

  private void slow(@Nullable Route route, List<NodeId> ends) {
    if (route != null) {
      along(route, Stroke.SLOW_LINK);
      Point middle = route.at(0.5);
      sketch.cells.icon(middle.x(), middle.y(), 13, Glyph.SLOW, Tone.WARN);
      target(middle, ends);
    }
  }

  /** The sign on a link that is not well stands for the link. */
  private void target(Point sign, List<NodeId> ends) {
    sketch.targets.add(
        new Target(
            new Rect(sign.x() - SIGN_REACH, sign.y() - SIGN_REACH, 2 * SIGN_REACH, 2 * SIGN_REACH),
            new Selection.Link(ends.get(0), ends.get(1)),
            ends.get(0) + " ↔ " + ends.get(1)));
  }

  /** Each way between two nodes: one a partition that both have, or the one between machines. */
  private void between(NodeId a, NodeId b, Consumer<@Nullable Route> draw) {
    if (a.isBroker() && b.isBroker()) {
      for (Row row : grid.rows()) {
        if (replicates(row, a) && replicates(row, b)) {
          draw.accept(routes.middle(a, b, row.partition(), false));
        }
      }
    } else {
      draw.accept(routes.middle(a, b, null, false));
    }
  }

  private boolean replicates(Row row, NodeId broker) {
    PartitionView partition = sketch.model.partition(row.partition());
    return partition != null && partition.state().replicas().contains(broker.number());
  }

  private void along(Route route, Stroke stroke) {
    List<Point> points = route.points();
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      sketch.cells.add(new Shape.Line(from.x(), from.y(), to.x(), to.y(), stroke));
    }
  }

  private void wall(@Nullable Route route, List<NodeId> ends) {
    if (route == null) {
      return;
    }
    along(route, Stroke.CUT_LINK);
    Point middle = route.at(0.5);
    sketch.cells.add(
        new Shape.Line(middle.x(), middle.y() - 8, middle.x(), middle.y() + 8, Stroke.WALL));
    sketch.cells.icon(middle.x(), middle.y(), 12, Glyph.CUT, Tone.BAD);
    target(middle, ends);
  }
}
