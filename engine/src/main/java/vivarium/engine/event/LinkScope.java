package vivarium.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * Which directions between nodes a fault is on.
 *
 * @param from who sends; null for everybody
 * @param to who receives; null for everybody
 * @param bothWays whether the way back is meant too
 */
public record LinkScope(@Nullable NodeId from, @Nullable NodeId to, boolean bothWays) {

  /**
   * @throws IllegalArgumentException if neither end is named, or both are the same node
   */
  public LinkScope {
    if (from == null && to == null) {
      throw new IllegalArgumentException("a link needs at least one node at its ends");
    }
    if (from != null && from.equals(to)) {
      throw new IllegalArgumentException(
          "a link joins two different nodes, and both are %s".formatted(from));
    }
    boolean turned = from == null || (to != null && from.compareTo(to) > 0);
    if (bothWays && turned) {
      NodeId first = to;
      to = from;
      from = first;
    }
  }

  /** One direction. */
  public static LinkScope oneWay(NodeId from, NodeId to) {
    return new LinkScope(from, to, false);
  }

  /** Both directions between two nodes. */
  public static LinkScope between(NodeId one, NodeId other) {
    return new LinkScope(one, other, true);
  }

  /** Whether a message from the one to the other is concerned. */
  public boolean covers(NodeId sender, NodeId receiver) {
    return isFromTo(sender, receiver) || (bothWays && isFromTo(receiver, sender));
  }

  private boolean isFromTo(NodeId sender, NodeId receiver) {
    return (from == null || from.equals(sender)) && (to == null || to.equals(receiver));
  }

  /** A node to name when the fault itself is meant. */
  public NodeId end() {
    return from != null ? from : to != null ? to : NodeId.CLUSTER;
  }

  /** {@code broker 1 → broker 2}, {@code broker 1 ↔ all}. */
  @Override
  public String toString() {
    return name(from) + (bothWays ? " ↔ " : " → ") + name(to);
  }

  private static String name(@Nullable NodeId node) {
    return node == null ? "all" : node.toString();
  }
}
