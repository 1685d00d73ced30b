package vivarium.desktop.stage;

import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** What a replica is at the moment, as its cell shows it. */
enum CellLook {
  LEADER(Surface.CELL_LEADER),
  IN_SYNC(Surface.CELL_FOLLOWER),
  OUT_OF_SYNC(Surface.CELL_OUT_OF_SYNC),
  /** Takes itself for the leader, and is not any more. */
  BELIEVES_TO_LEAD(Surface.CELL_OUT_OF_SYNC),
  FROZEN(Surface.CELL_OUT_OF_SYNC),
  OFFLINE(Surface.CELL_OFFLINE),
  /** The broker has not taken it up yet. */
  EMPTY(Surface.CELL_EMPTY);

  private final Surface surface;

  CellLook(Surface surface) {
    this.surface = surface;
  }

  static CellLook of(PartitionView partition, int broker, NodeView node) {
    PartitionState state = partition.state();
    ReplicaView replica = partition.replica(broker);
    if (!node.isAlive()) {
      return OFFLINE;
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
    return state.isr().contains(broker) ? IN_SYNC : OUT_OF_SYNC;
  }

  Surface surface() {
    return surface;
  }

  /** How strongly the records in it are drawn. */
  double strength() {
    return switch (this) {
      case LEADER -> 1;
      case IN_SYNC -> 0.62;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD -> 0.5;
      case FROZEN -> 0.38;
      case OFFLINE, EMPTY -> 0.3;
    };
  }

  Tone barTone() {
    return switch (this) {
      case LEADER -> Tone.ACCENT;
      case IN_SYNC -> Tone.GOOD;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, FROZEN -> Tone.WARN;
      case OFFLINE, EMPTY -> Tone.FAINT;
    };
  }

  Surface square(Health health) {
    if (health == Health.OFFLINE || health == Health.UNDER_MIN_ISR) {
      return Surface.SQUARE_BAD;
    }
    return switch (this) {
      case LEADER -> Surface.SQUARE_LEADER;
      case IN_SYNC -> Surface.SQUARE_GOOD;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, FROZEN -> Surface.SQUARE_WARN;
      case OFFLINE, EMPTY -> Surface.SQUARE_GONE;
    };
  }
}
