package vivarium.engine.net;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.event.NodeId;

/** The directed links between nodes: how long a message takes, and which links are cut. */
public final class Links {

  private final TreeMap<Link, Long> lastArrivalNanos = new TreeMap<>();
  private final TreeSet<Link> cut = new TreeSet<>();
  private final TreeMap<NodeId, Long> sendingUntilNanos = new TreeMap<>();
  private long latencyNanos;
  private long bytesPerSecond;

  /** One direction between two nodes. */
  record Link(NodeId from, NodeId to) implements Comparable<Link> {
    @Override
    public int compareTo(Link other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  /** Sets how long every message travels, for messages sent from now on. */
  public void setLatencyNanos(long nanos) {
    latencyNanos = nanos;
  }

  public long latencyNanos() {
    return latencyNanos;
  }

  /** Sets what each node's network card sends; 0 for no bound. */
  public void setBytesPerSecond(long value) {
    bytesPerSecond = value;
  }

  /** Whether a message's size matters for when it arrives. */
  boolean dependsOnSize() {
    return bytesPerSecond > 0;
  }

  /** Cuts one direction; returns false if it was cut already. */
  public boolean cut(NodeId from, NodeId to) {
    return cut.add(new Link(from, to));
  }

  /** Heals one direction; returns false if it was not cut. */
  public boolean heal(NodeId from, NodeId to) {
    return cut.remove(new Link(from, to));
  }

  /** The directions that are cut, as they are now. */
  List<Link> cutLinks() {
    return List.copyOf(cut);
  }

  boolean isCut(NodeId from, NodeId to) {
    return !cut.isEmpty() && cut.contains(new Link(from, to));
  }

  /** When a message sent now arrives: never before one sent earlier on the same link. */
  long arrivalNanos(NodeId from, NodeId to, long nowNanos, int sizeBytes) {
    long departed = nowNanos;
    if (bytesPerSecond > 0) {
      long free = Math.max(nowNanos, sendingUntilNanos.getOrDefault(from, 0L));
      departed = free + sizeBytes * 1_000_000_000L / bytesPerSecond;
      sendingUntilNanos.put(from, departed);
    }
    if (latencyNanos == 0 && bytesPerSecond == 0) {
      return nowNanos; // Nothing sent earlier can arrive later, unless the latency was just
      // lowered.
    }
    Link link = new Link(from, to);
    long arrival = Math.max(departed + latencyNanos, lastArrivalNanos.getOrDefault(link, 0L));
    lastArrivalNanos.put(link, arrival);
    return arrival;
  }
}
