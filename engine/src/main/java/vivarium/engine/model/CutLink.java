package vivarium.engine.model;

import java.util.Comparator;
import vivarium.engine.event.NodeId;

/** A direction between two nodes in which nothing gets through. */
public record CutLink(NodeId from, NodeId to) implements Comparable<CutLink> {
  private static final Comparator<CutLink> ORDER =
      Comparator.comparing(CutLink::from).thenComparing(CutLink::to);

  @Override
  public int compareTo(CutLink other) {
    return ORDER.compare(this, other);
  }
}
