package vivarium.engine.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.event.Stamped;

/** Who decides in a model, and how far the log of what was decided reaches. */
final class ControllersInModel {

  @Nullable NodeId active;
  int term;
  long metadataEndOffset;

  ControllersInModel copy() {
    ControllersInModel copy = new ControllersInModel();
    copy.active = active;
    copy.term = term;
    copy.metadataEndOffset = metadataEndOffset;
    return copy;
  }

  /** Folds in what does not concern the ZooKeeper ensemble alone. */
  void apply(Stamped stamped, Coordination event, SortedMap<NodeId, NodeView> nodes) {
    switch (event) {
      case Coordination.ControllerElected(int newTerm) -> {
        active = stamped.node();
        term = newTerm;
      }
      case Coordination.ControllerGone unused -> active = null;
      case Coordination.MetadataCommitted(long endOffset) -> metadataEndOffset = endOffset;
      case Coordination.QuorumRoleChanged(var role, int newTerm, int leader, String reason) -> {
        NodeView view = nodes.computeIfAbsent(stamped.node(), NodeView::new);
        view.quorumRole = role;
        view.quorumTerm = newTerm;
        view.quorumLeader = leader;
        view.quorumReason = reason;
        if (stamped.node().equals(active) && role != QuorumRole.LEADER) {
          active = null;
        }
      }
      case Coordination.MetadataAppended(long endOffset) -> view(stamped, nodes, endOffset);
      case Coordination.MetadataTruncated(long unused, long endOffset) ->
          view(stamped, nodes, endOffset);
      case Coordination.SnapshotLoaded(long endOffset) -> view(stamped, nodes, endOffset);
      case Coordination.SnapshotTaken unused -> {} // The state is the same.
      case Coordination.VotersChanged unused -> {} // Each tells itself whether it votes.
      case Coordination.SessionOpened unused -> {} // From here on the ensemble's alone.
      case Coordination.SessionEnded unused -> {}
      case Coordination.ZnodeCreated unused -> {}
      case Coordination.ZnodeChanged unused -> {}
      case Coordination.ZnodeDeleted unused -> {}
    }
  }

  private static void view(Stamped stamped, SortedMap<NodeId, NodeView> nodes, long endOffset) {
    nodes.computeIfAbsent(stamped.node(), NodeView::new).metadataEndOffset = endOffset;
  }
}
