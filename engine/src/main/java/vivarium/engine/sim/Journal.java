package vivarium.engine.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** Numbers and stamps events and hands them to whoever listens, in order. */
public final class Journal {

  /**
   * Flow events let through in each virtual second: more than a window can show, and little enough
   * to cost nothing. The rest is counted in {@link Flow.Thinned}.
   */
  public static final int MAX_FLOWS_PER_SECOND = 20_000;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongSupplier clock;
  private final Causes causes;
  private final List<Consumer<Stamped>> listeners = new ArrayList<>();
  private long seq;
  private long flowSecond = -1;
  private int flowsThisSecond;
  private long thinned;

  public Journal(LongSupplier clock, Causes causes) {
    this.clock = clock;
    this.causes = causes;
  }

  /** Hands every later event to the listener, on the thread of the loop. */
  public void listen(Consumer<Stamped> listener) {
    listeners.add(listener);
  }

  /** Records an event caused by whatever is happening now. Returns its seq. */
  public long emit(NodeId node, ClusterEvent event) {
    return emit(node, event, causes.current());
  }

  /** Records an event with the cause given. Returns its seq. */
  public long emit(NodeId node, ClusterEvent event, long cause) {
    flushThinned();
    long stamped = publish(node, event, cause);
    if (explainsLaterEvents(event)) {
      causes.set(stamped);
    }
    return stamped;
  }

  private long publish(NodeId node, ClusterEvent event, long cause) {
    Stamped stamped = new Stamped(++seq, clock.getAsLong(), node, cause, event);
    for (Consumer<Stamped> listener : listeners) {
      listener.accept(stamped);
    }
    return stamped.seq();
  }

  private static boolean explainsLaterEvents(ClusterEvent event) {
    return switch (event) {
      case ClusterEvent.Node n -> true;
      case ClusterEvent.Coordination.ControllerElected c -> true;
      case ClusterEvent.Coordination.QuorumRoleChanged c -> true;
      case ClusterEvent.Coordination.MetadataTruncated c -> true;
      case ClusterEvent.Coordination.VotersChanged c -> true;
      case ClusterEvent.Coordination.MetadataCommitted c -> false;
      case ClusterEvent.Coordination.MetadataAppended c -> false;
      case ClusterEvent.Coordination.SnapshotTaken c -> false;
      case ClusterEvent.Coordination.SnapshotLoaded c -> false;
      case ClusterEvent.Coordination.ControllerGone c -> true;
      case ClusterEvent.Coordination.SessionOpened c -> true;
      case ClusterEvent.Coordination.SessionEnded c -> true;
      case ClusterEvent.Coordination.ZnodeCreated c -> false;
      case ClusterEvent.Coordination.ZnodeChanged c -> false;
      case ClusterEvent.Coordination.ZnodeDeleted c -> false;
      case ClusterEvent.Metadata m -> true;
      case ClusterEvent.Fault f -> true;
      case ClusterEvent.Replica.FellBehind r -> true;
      case ClusterEvent.Replica.CaughtUp r -> true;
      case ClusterEvent.Replica.ReaderSent r -> true;
      case ClusterEvent.Replica.BecameLeader r -> true;
      case ClusterEvent.Replica.BecameFollower r -> true;
      case ClusterEvent.Replica.Truncated r -> true;
      case ClusterEvent.Replica r -> false;
      case ClusterEvent.Client.GroupChanged c -> true;
      case ClusterEvent.Client c -> false;
      case Flow f -> false;
      case ClusterEvent.Verdict v -> false;
    };
  }

  /**
   * Whether one more flow event may be told of in this virtual second. Ask before building it: a
   * refusal is counted as a thinned event.
   */
  public boolean admitsFlow() {
    long second = clock.getAsLong() / SECOND_NANOS;
    if (second != flowSecond) {
      flowSecond = second;
      flowsThisSecond = 0;
    }
    if (flowsThisSecond < MAX_FLOWS_PER_SECOND) {
      flowsThisSecond++;
      return true;
    }
    thinned++;
    return false;
  }

  private void flushThinned() {
    if (thinned > 0 && clock.getAsLong() / SECOND_NANOS != flowSecond) {
      long count = thinned;
      thinned = 0;
      publish(NodeId.CLUSTER, new Flow.Thinned(count), Stamped.NO_CAUSE);
    }
  }

  /** Seq of the newest event. */
  public long lastSeq() {
    return seq;
  }
}
