package vivarium.engine.net;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.Faults;
import vivarium.engine.fault.LinkEffect;
import vivarium.engine.sim.SeededRandom;

/** The directed links between nodes: how long a message takes, and which links are cut. */
public final class Links {

  /** Linux adds at least this to the round trip before it sends again (its TCP_RTO_MIN). */
  private static final long MIN_RETRANSMISSION_NANOS = 200_000_000L;

  /** Linux never waits longer between two attempts (its TCP_RTO_MAX). */
  private static final long MAX_RETRANSMISSION_NANOS = 120_000_000_000L;

  /** Linux sends again so often (its {@code tcp_retries2}). */
  private static final int MAX_RETRANSMISSIONS = 15;

  private final Faults faults;
  private final SeededRandom random;
  private final TreeMap<Link, Long> lastArrivalNanos = new TreeMap<>();
  private final TreeMap<Link, Long> narrowUntilNanos = new TreeMap<>();
  private final TreeMap<Link, SeededRandom> chances = new TreeMap<>();
  private final TreeSet<Link> cut = new TreeSet<>();
  private final TreeMap<NodeId, Long> sendingUntilNanos = new TreeMap<>();
  private long latencyNanos;
  private long bytesPerSecond;

  /** One direction between two nodes. */
  record Link(NodeId from, NodeId to) implements Comparable<Link> {
    boolean touches(NodeId node) {
      return from.equals(node) || to.equals(node);
    }

    @Override
    public int compareTo(Link other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  /**
   * @param faults what is wrong with links, on top of what is set here
   * @param random gives each link a chance of its own
   */
  Links(Faults faults, SeededRandom random) {
    this.faults = faults;
    this.random = random;
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
  boolean dependsOnSize(NodeId from, NodeId to) {
    return bytesPerSecond > 0 || faults.onLink(from, to).bytesPerSecond() > 0;
  }

  /** Cuts one direction; returns false if it was cut already. */
  boolean cut(NodeId from, NodeId to) {
    return cut.add(new Link(from, to));
  }

  /** Heals one direction; returns false if it was not cut. */
  boolean heal(NodeId from, NodeId to) {
    return cut.remove(new Link(from, to));
  }

  /** The directions that are cut, as they are now. */
  List<Link> cutLinks() {
    return List.copyOf(cut);
  }

  boolean isCut(NodeId from, NodeId to) {
    return !cut.isEmpty() && cut.contains(new Link(from, to));
  }

  /**
   * When a message sent now arrives. Without faults never before one sent earlier on the same link;
   * with them, the messages of each connection keep their order by themselves.
   */
  long arrivalNanos(NodeId from, NodeId to, long nowNanos, int sizeBytes) {
    LinkEffect effect = faults.onLink(from, to);
    long arrival = undisturbedNanos(from, to, nowNanos, sizeBytes);
    return effect.equals(LinkEffect.NONE)
        ? arrival
        : arrival + disturbanceNanos(new Link(from, to), effect, arrival, sizeBytes);
  }

  private long undisturbedNanos(NodeId from, NodeId to, long nowNanos, int sizeBytes) {
    long departed = nowNanos;
    if (bytesPerSecond > 0) {
      long free = Math.max(nowNanos, sendingUntilNanos.getOrDefault(from, 0L));
      departed = free + sizeBytes * 1_000_000_000L / bytesPerSecond;
      sendingUntilNanos.put(from, departed);
    }
    if (latencyNanos == 0 && bytesPerSecond == 0) {
      // Nothing sent earlier can arrive later, unless the latency was just lowered.
      return nowNanos;
    }
    Link link = new Link(from, to);
    long arrival = Math.max(departed + latencyNanos, lastArrivalNanos.getOrDefault(link, 0L));
    lastArrivalNanos.put(link, arrival);
    return arrival;
  }

  private long disturbanceNanos(Link link, LinkEffect effect, long arrival, int sizeBytes) {
    long late = effect.delayNanos();
    if (effect.bytesPerSecond() > 0) {
      long free = Math.max(arrival, narrowUntilNanos.getOrDefault(link, 0L));
      long through = free + sizeBytes * 1_000_000_000L / effect.bytesPerSecond();
      narrowUntilNanos.put(link, through);
      late += through - arrival;
    }
    if (effect.jitterNanos() > 0) {
      late += (long) (chance(link).nextDouble() * effect.jitterNanos());
    }
    return effect.lossProbability() > 0
        ? late + retransmissionNanos(link, effect, 2 * (latencyNanos + effect.delayNanos()))
        : late;
  }

  /**
   * TCP sends a lost segment again after a timeout, which doubles each time (RFC 6298): a loss is
   * seen as a message that comes late.
   */
  private long retransmissionNanos(Link link, LinkEffect effect, long roundTripNanos) {
    long timeout = roundTripNanos + MIN_RETRANSMISSION_NANOS;
    long waited = 0;
    for (int sent = 0; sent < MAX_RETRANSMISSIONS; sent++) {
      if (chance(link).nextDouble() >= effect.lossProbability()) {
        return waited;
      }
      waited += timeout;
      timeout = Math.min(2 * timeout, MAX_RETRANSMISSION_NANOS);
    }
    return waited;
  }

  /** Nothing is remembered of a node that is gone for good, but that its links are cut. */
  void forget(NodeId node) {
    lastArrivalNanos.keySet().removeIf(link -> link.touches(node));
    narrowUntilNanos.keySet().removeIf(link -> link.touches(node));
    chances.keySet().removeIf(link -> link.touches(node));
    sendingUntilNanos.remove(node);
  }

  private SeededRandom chance(Link link) {
    return chances.computeIfAbsent(
        link, unused -> random.stream("link " + link.from() + " → " + link.to()));
  }
}
