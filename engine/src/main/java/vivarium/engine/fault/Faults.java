package vivarium.engine.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.OneMessage;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;

/**
 * The faults that are there, in the order in which they were injected, and what they amount to.
 *
 * <p>Precedence, from what decides first to what decides last:
 *
 * <ol>
 *   <li>A process that is not running (crash, power loss, clean shutdown, full disk) receives
 *       nothing; whoever sends to it is refused. No other fault strikes there or is used up.
 *   <li>A frozen process does nothing: what reaches it waits. It answers no scripted errors, and
 *       uses none up, before it resumes. A crash ends a freeze.
 *   <li>A cut link lets nothing through. Its other faults show again once it is mended, and no
 *       fault for one message chooses among what a cut keeps.
 *   <li>A fault for one message: drop before hold, before delay, before duplicate; the one injected
 *       first among equals. A fault that was not first stays for a later message.
 *   <li>Delays add up, as do jitters; of several losses each has its chance; the narrowest of
 *       several bandwidths holds. They come on top of the settings of the simulation.
 *   <li>At the serving node a slow processor comes first; what it gets to is then struck by the
 *       script injected first that fits. Only what no script strikes is carried out.
 *   <li>A full disk ends its process at the next write, however slow the disk is. A slow disk comes
 *       on top of the settings of the simulation.
 * </ol>
 *
 * <p>Each can be healed at any time, in any order, without touching another.
 */
public final class Faults {

  private static final long MS = 1_000_000L;

  /** More faults at a time than anybody means; the bound keeps each message's cost small. */
  public static final int MAX_ACTIVE = 256;

  private final LinkedHashMap<String, ActiveFault> active = new LinkedHashMap<>();

  /** Adds a fault; one of the same key is gone, and its place in the order with it. */
  public void add(FaultSpec spec, long seq) {
    active.remove(spec.key());
    active.put(spec.key(), new ActiveFault(spec, seq));
  }

  /** Takes a fault away; returns it, or null if there is none of this key. */
  public @Nullable ActiveFault remove(String key) {
    return active.remove(key);
  }

  public @Nullable ActiveFault find(String key) {
    return active.get(key);
  }

  public boolean isEmpty() {
    return active.isEmpty();
  }

  public boolean isFull() {
    return active.size() >= MAX_ACTIVE;
  }

  /** All faults, in the order in which they were injected. */
  public List<ActiveFault> all() {
    return List.copyOf(active.values());
  }

  /** What is wrong with one direction. */
  public LinkEffect onLink(NodeId from, NodeId to) {
    if (active.isEmpty()) {
      return LinkEffect.NONE;
    }
    long delayMs = 0;
    long jitterMs = 0;
    double arrives = 1;
    long bytesPerSecond = 0;
    for (ActiveFault fault : active.values()) {
      if (fault.spec() instanceof FaultSpec.OnLink onLink && onLink.link().covers(from, to)) {
        switch (onLink) {
          case FaultSpec.LinkDelay delay -> delayMs += delay.delayMs();
          case FaultSpec.LinkJitter jitter -> jitterMs += jitter.jitterMs();
          case FaultSpec.LinkLoss loss -> arrives *= 1 - loss.probability();
          case FaultSpec.LinkBandwidth bandwidth ->
              bytesPerSecond =
                  bytesPerSecond == 0
                      ? bandwidth.bytesPerSecond()
                      : Math.min(bytesPerSecond, bandwidth.bytesPerSecond());
        }
      }
    }
    return new LinkEffect(delayMs * MS, jitterMs * MS, 1 - arrives, bytesPerSecond);
  }

  /** How long each request occupies the node's processor; 0 if it is not slow. */
  public long cpuNanos(NodeId node) {
    ActiveFault fault = active.isEmpty() ? null : active.get("slow-cpu " + node);
    return fault != null && fault.spec() instanceof FaultSpec.SlowCpu slow
        ? slow.serviceMs() * MS
        : 0;
  }

  /** How much longer each write occupies the node's disk; 0 if it is not slow. */
  public long diskNanos(NodeId node) {
    ActiveFault fault = active.isEmpty() ? null : active.get("slow-disk " + node);
    return fault != null && fault.spec() instanceof FaultSpec.SlowDisk slow
        ? slow.writeMs() * MS
        : 0;
  }

  /** Whether any fault strikes requests. */
  public boolean strikesRequests() {
    return active.values().stream().anyMatch(each -> each.spec() instanceof FaultSpec.OnRequests);
  }

  /**
   * The script that strikes a request, or null.
   *
   * @param partitions those the request concerns
   * @param chance draws a number in [0, 1) for each script that fits and is not certain
   */
  public @Nullable ActiveFault onRequest(
      NodeId server, String api, List<TopicPartition> partitions, DoubleSupplier chance) {
    for (ActiveFault fault : active.values()) {
      if (fault.spec() instanceof FaultSpec.OnRequests scripted) {
        RequestScope scope = scripted.requests();
        boolean fits =
            scope.api().equals(api)
                && (scope.server() == null || scope.server().equals(server))
                && (scope.partition() == null || partitions.contains(scope.partition()));
        if (fits && (scope.probability() >= 1 || chance.getAsDouble() < scope.probability())) {
          return fault;
        }
      }
    }
    return null;
  }

  /**
   * The fault that decides the fate of a message that leaves now, or null.
   *
   * @param request whether it is a request rather than an answer
   */
  public @Nullable ActiveFault onMessage(NodeId from, NodeId to, String api, boolean request) {
    ActiveFault first = null;
    OneMessage decided = null;
    for (ActiveFault fault : active.values()) {
      if (fault.spec() instanceof OneMessage one
          && fault.isArmed()
          && one.choice() instanceof MessageChoice.Next(String only, NodeId sender, NodeId receiver)
          && sender.equals(from)
          && receiver.equals(to)
          && (only == null || only.equals(api))
          && (request || one.fate() != FaultSpec.Fate.DUPLICATE)
          && (decided == null || one.fate().compareTo(decided.fate()) < 0)) {
        first = fault;
        decided = one;
      }
    }
    return first;
  }
}
