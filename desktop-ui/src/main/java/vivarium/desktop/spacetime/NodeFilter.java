package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import vivarium.desktop.i18n.Narrator;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** Which nodes have a line, and in which order: as they stand on the stage, from left to right. */
final class NodeFilter {

  private NodeFilter() {}

  /**
   * The nodes.
   *
   * @param filter parts of names, divided by commas; empty for all
   */
  static List<NodeId> of(ClusterModel model, String filter, Narrator narrator) {
    Set<NodeId> known = new TreeSet<>(model.nodes().keySet());
    known.addAll(model.clients().keySet());
    List<NodeId> nodes = new ArrayList<>();
    for (int place = 0; place <= LAST_PLACE; place++) {
      for (NodeId node : known) {
        if (place(node) == place && matches(node, filter, narrator)) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  private static final int LAST_PLACE = 4;

  private static int place(NodeId node) {
    return switch (node.kind()) {
      case PRODUCER -> 0;
      case CONTROLLER, ZOOKEEPER, CLUSTER -> 1;
      case BROKER -> 2;
      case CONSUMER -> 3;
      case EXTERNAL -> LAST_PLACE;
    };
  }

  private static boolean matches(NodeId node, String filter, Narrator narrator) {
    if (node.equals(NodeId.CLUSTER)) {
      return false;
    }
    if (filter.isBlank()) {
      return true;
    }
    String names = (narrator.name(node) + " " + node).toLowerCase(Locale.ROOT);
    for (String part : filter.toLowerCase(Locale.ROOT).split(",")) {
      if (!part.isBlank() && names.contains(part.strip())) {
        return true;
      }
    }
    return false;
  }
}
