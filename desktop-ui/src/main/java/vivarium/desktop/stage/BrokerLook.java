package vivarium.desktop.stage;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ClusterEvent.Node.How;
import vivarium.engine.model.NodeView;

/** What state a broker or controller is in, as one word with its colour and icon. */
public enum BrokerLook {
  RUNNING(Tone.GOOD, Glyph.RUNNING, Surface.BROKER),
  STARTING(Tone.WARN, Glyph.STARTING, Surface.BROKER),
  FENCED(Tone.WARN, Glyph.FENCED, Surface.BROKER),
  LEAVING(Tone.WARN, Glyph.RUNNING, Surface.BROKER),
  SHUTTING_DOWN(Tone.WARN, Glyph.STOPPED, Surface.BROKER),
  FROZEN(Tone.WARN, Glyph.FROZEN, Surface.BROKER_FROZEN),
  CRASHED(Tone.BAD, Glyph.CRASHED, Surface.BROKER_CRASHED),
  STOPPED(Tone.MUTED, Glyph.STOPPED, Surface.BROKER_STOPPED);

  private final Tone tone;
  private final Glyph glyph;
  private final Surface surface;

  BrokerLook(Tone tone, Glyph glyph, Surface surface) {
    this.tone = tone;
    this.glyph = glyph;
    this.surface = surface;
  }

  public static BrokerLook of(NodeView node) {
    return switch (node.process()) {
      case FROZEN -> FROZEN;
      case SHUTTING_DOWN -> SHUTTING_DOWN;
      case STOPPED ->
          node.stoppedHow() == null || node.stoppedHow() == How.CLEAN ? STOPPED : CRASHED;
      case RUNNING -> {
        if (!node.id().isBroker() || !node.isFenced()) {
          yield node.isLeaving() ? LEAVING : RUNNING;
        }
        yield node.fencedReason() == null ? STARTING : FENCED;
      }
    };
  }

  public Tone tone() {
    return tone;
  }

  public Glyph glyph() {
    return glyph;
  }

  Surface surface() {
    return surface;
  }

  public String word(Texts texts) {
    return switch (this) {
      case RUNNING -> texts.get("broker.running");
      case STARTING -> texts.get("broker.starting");
      case FENCED -> texts.get("broker.fenced");
      case LEAVING -> texts.get("broker.leaving");
      case SHUTTING_DOWN -> texts.get("broker.shuttingDown");
      case FROZEN -> texts.get("broker.frozen");
      case CRASHED -> texts.get("broker.crashed");
      case STOPPED -> texts.get("broker.stopped");
    };
  }
}
