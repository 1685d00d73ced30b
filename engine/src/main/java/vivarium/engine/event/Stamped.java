package vivarium.engine.event;

/**
 * An event with where and when it happened, and why.
 *
 * @param seq position in the event log, from 1, without holes
 * @param atNanos virtual time since the cluster began
 * @param node where it happened; {@link NodeId#CLUSTER} if nowhere in particular
 * @param causeSeq seq of the event that caused this one; {@link #NO_CAUSE} for a first cause, such
 *     as a person's command or a timer of a healthy cluster
 * @param event what happened
 */
public record Stamped(long seq, long atNanos, NodeId node, long causeSeq, ClusterEvent event) {

  /** The cause of an event that nothing in the log caused. */
  public static final long NO_CAUSE = 0;
}
