package vivarium.desktop.stage;

import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.model.NodeView;

/** The controllers of the quorum, or the servers of the ZooKeeper ensemble, above the brokers. */
final class ControllerLane {

  private static final double MAX_CARD_WIDTH = 280;
  private static final double ROOM_FOR_NAME = 100;

  private final Sketch sketch;
  private final GridPlan plan;

  ControllerLane(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  void draw() {
    Texts texts = sketch.texts;
    List<NodeView> controllers = sketch.model.coordinators();
    double room = plan.columnsRight - plan.columnsX;
    if (!controllers.isEmpty()) {
      boolean ensemble = controllers.getFirst().id().isZooKeeper();
      long term = sketch.model.controllerTerm();
      sketch.background.firstThatFits(
          Font.body(11, Tone.MUTED),
          plan.columnsX,
          24,
          List.of(
              texts.get(ensemble ? "stage.ensemble" : "stage.quorum", term),
              texts.get(ensemble ? "stage.ensembleShort" : "stage.quorumShort", term)),
          Align.LEFT,
          room);
    }
    int count = Math.max(1, controllers.size());
    double width = Math.min(MAX_CARD_WIDTH, (room - (count - 1) * 14) / count);
    double x = plan.columnsX + (room - count * width - (count - 1) * 14) / 2;
    for (NodeView controller : controllers) {
      card(controller, new Rect(x, GridPlan.CONTROLLER_TOP, width, plan.controllerHeight));
      x += width + 14;
    }
  }

  /** What a controller that is not active is in its quorum, in Kafka's word. */
  private static String role(NodeView controller, Texts texts) {
    QuorumRole role = controller.quorumRole();
    if (controller.id().isZooKeeper()) {
      return texts.get(
          role == QuorumRole.LEADER
              ? "role.leader"
              : role == QuorumRole.FOLLOWER ? "role.follower" : "role.looking");
    }
    return switch (role) {
      case null -> texts.get("controller.voter");
      case OBSERVER -> texts.get("role.observer");
      case UNATTACHED -> texts.get("role.unattached");
      case FOLLOWER -> texts.get("role.follower");
      case PROSPECTIVE -> texts.get("role.prospective");
      case CANDIDATE -> texts.get("role.candidate");
      case LEADER -> texts.get("controller.voter"); // Elected, and not yet in office.
      case RESIGNED -> texts.get("role.resigned");
    };
  }

  private String name(NodeView controller) {
    return sketch.texts.get(
        controller.id().isZooKeeper() ? "stage.zookeeper" : "stage.controller",
        controller.id().name());
  }

  private void card(NodeView controller, Rect rect) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    boolean active =
        controller.id().equals(sketch.model.controller())
            || (controller.id().isZooKeeper() && controller.quorumRole() == QuorumRole.LEADER);
    BrokerLook look = BrokerLook.of(controller);
    Surface surface =
        active
            ? Surface.CONTROLLER_ACTIVE
            : look == BrokerLook.RUNNING ? Surface.CARD : look.surface();
    pen.panel(rect, surface, 8);
    sketch.places.put(controller.id(), rect);
    Tone tone = active && look == BrokerLook.RUNNING ? Tone.COORDINATION : look.tone();
    pen.icon(rect.x() + 17, rect.centerY(), 12, look.glyph(), tone);
    String word =
        look != BrokerLook.RUNNING
            ? look.word(texts)
            : active && controller.id().isController()
                ? texts.get("controller.active")
                : role(controller, texts);
    // The colour and the icon say how it is where there is no room for the word beside the id.
    double id = pen.width(controller.id().name(), TextRole.NAME, 13);
    double wordWidth =
        pen.firstThatFits(
            Font.name(11, tone),
            rect.right() - 12,
            rect.centerY() + 4,
            List.of(word),
            Align.RIGHT,
            Math.min(rect.w() * 0.5, rect.w() - 30 - 20 - id));
    double room = rect.w() - 30 - (wordWidth == 0 ? 8 : 20) - wordWidth;
    pen.firstThatFits(
        Font.name(room < ROOM_FOR_NAME ? 12 : 13, Tone.PLAIN),
        rect.x() + 30,
        rect.centerY() + 4.5,
        List.of(name(controller), controller.id().name()),
        Align.LEFT,
        room);
    sketch.target(
        rect,
        new Selection.Node(controller.id()),
        name(controller)
            + " · "
            + word
            + "\n"
            + texts.get("controller.metadata", Units.count(sketch.model.metadataEndOffset()))
            + "\n"
            + texts.get(
                "controller.copy",
                Units.count(controller.metadataEndOffset()),
                controller.quorumTerm()));
  }
}
