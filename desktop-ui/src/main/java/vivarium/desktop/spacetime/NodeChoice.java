package vivarium.desktop.spacetime;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vivarium.engine.event.NodeId;

/**
 * Which nodes have a line: those that fit the letters that were typed, without those that were
 * taken out by hand.
 */
final class NodeChoice {

  private final Set<NodeId> takenOut = new TreeSet<>();

  /** Those of some nodes that are not taken out, in their order. */
  List<NodeId> of(List<NodeId> nodes) {
    return takenOut.isEmpty()
        ? nodes
        : nodes.stream().filter(node -> !takenOut.contains(node)).toList();
  }

  /**
   * Takes a node out, or in again.
   *
   * @param all every node there is
   * @param shown those that have a line now; what letters left out is taken out by hand from now on
   */
  void toggle(NodeId node, List<NodeId> all, List<NodeId> shown) {
    takenOut.addAll(all);
    takenOut.removeAll(shown);
    if (!takenOut.remove(node)) {
      takenOut.add(node);
    }
  }

  /** Takes all in; or out, if all are in. */
  void toggleAll(List<NodeId> all, List<NodeId> shown) {
    takenOut.clear();
    if (shown.size() == all.size()) {
      takenOut.addAll(all);
    }
  }
}
