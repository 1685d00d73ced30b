package vivarium.desktop.stage;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ClusterEvent.Node.How;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** What a replica is at the moment, as its cell shows it and the inspector names it. */
public enum CellLook {
  LEADER(Surface.CELL_LEADER),
  IN_SYNC(Surface.CELL_FOLLOWER),
  OUT_OF_SYNC(Surface.CELL_OUT_OF_SYNC),
  /** A reassignment brings it in, and it has yet to catch up: nothing is wrong with it. */
  JOINING(Surface.CELL_FOLLOWER),
  /** Takes itself for the leader, and is not any more. */
  BELIEVES_TO_LEAD(Surface.CELL_OUT_OF_SYNC),
  FROZEN(Surface.CELL_OUT_OF_SYNC),
  OFFLINE(Surface.CELL_OFFLINE),
  /** Its broker was shut down in good order: gone, and nothing is wrong with it. */
  SHUT_DOWN(Surface.CELL_SHUT_DOWN),
  /** The broker has not taken it up yet. */
  EMPTY(Surface.CELL_EMPTY);

  private final Surface surface;

  CellLook(Surface surface) {
    this.surface = surface;
  }

  public static CellLook of(PartitionView partition, int broker, NodeView node) {
    PartitionState state = partition.state();
    ReplicaView replica = partition.replica(broker);
    if (!node.isAlive()) {
      return node.stoppedHow() == How.CLEAN ? SHUT_DOWN : OFFLINE;
    }
    if (replica == null) {
      return EMPTY;
    }
    if (node.process() == NodeView.Process.FROZEN) {
      return FROZEN;
    }
    if (state.leader() == broker) {
      return LEADER;
    }
    if (replica.role() == ReplicaView.Role.LEADER) {
      return BELIEVES_TO_LEAD;
    }
    if (state.isr().contains(broker)) {
      return IN_SYNC;
    }
    return state.adding().contains(broker) ? JOINING : OUT_OF_SYNC;
  }

  /** What it is in a word or two; the stage and the inspector say the same. */
  public String word(Texts texts) {
    return switch (this) {
      case LEADER -> texts.get("cell.leader");
      case IN_SYNC -> texts.get("cell.inSyncShort");
      case OUT_OF_SYNC -> texts.get("cell.outOfSyncShort");
      case JOINING -> texts.get("cell.joining");
      case BELIEVES_TO_LEAD -> texts.get("cell.believesShort");
      case FROZEN -> texts.get("cell.frozen");
      case OFFLINE, SHUT_DOWN -> texts.get("cell.offline");
      case EMPTY -> texts.get("cell.empty");
    };
  }

  public Tone tone() {
    return switch (this) {
      case LEADER -> Tone.ACCENT;
      case IN_SYNC -> Tone.GOOD;
      case JOINING -> Tone.COORDINATION;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, FROZEN -> Tone.WARN;
      case OFFLINE, SHUT_DOWN -> Tone.MUTED;
      case EMPTY -> Tone.FAINT;
    };
  }

  /** What the cell is drawn on. */
  public Surface surface() {
    return surface;
  }

  /** How strongly the records in it are drawn, 0 to 1. */
  public double strength() {
    return switch (this) {
      case LEADER -> 1;
      case IN_SYNC -> 0.62;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, JOINING -> 0.5;
      case FROZEN -> 0.38;
      case OFFLINE, SHUT_DOWN, EMPTY -> 0.3;
    };
  }

  Tone barTone() {
    return switch (this) {
      case LEADER -> Tone.ACCENT;
      case IN_SYNC -> Tone.GOOD;
      case JOINING -> Tone.COORDINATION;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, FROZEN -> Tone.WARN;
      case OFFLINE, SHUT_DOWN, EMPTY -> Tone.FAINT;
    };
  }

  /**
   * How it is seen from far away, where its partition's other replicas are not seen beside it: the
   * leader stands for all.
   *
   * @return one of {@link Shape.Heat#SURFACES}
   */
  Surface heat(Health health) {
    if (this == LEADER && health != Health.HEALTHY) {
      return health == Health.UNDER_MIN_ISR ? Surface.SQUARE_BAD : Surface.SQUARE_WARN;
    }
    Surface square = square(health);
    return switch (square) {
      case SQUARE_GOOD -> Surface.HEAT_GOOD;
      case SQUARE_LEADER -> Surface.HEAT_LEADER;
      default -> square;
    };
  }

  /** How it is seen where it has room for a colour. */
  Surface square(Health health) {
    if (health == Health.OFFLINE || health == Health.UNDER_MIN_ISR) {
      return Surface.SQUARE_BAD;
    }
    return switch (this) {
      case LEADER -> Surface.SQUARE_LEADER;
      case IN_SYNC, JOINING -> Surface.SQUARE_GOOD;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, FROZEN -> Surface.SQUARE_WARN;
      case OFFLINE, SHUT_DOWN, EMPTY -> Surface.SQUARE_GONE;
    };
  }
}
