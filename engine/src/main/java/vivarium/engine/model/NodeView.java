package vivarium.engine.model;

import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Node.How;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;

/** A broker or controller, as the events told of it. */
public final class NodeView {

  /** What the process does. */
  public enum Process {
    STOPPED,
    RUNNING,
    SHUTTING_DOWN,
    FROZEN
  }

  private final NodeId id;
  Process process = Process.STOPPED;
  @Nullable How stoppedHow;
  long processSinceNanos;
  long processSeq;
  boolean registered;
  boolean leaving;
  boolean fenced = true;
  @Nullable String fencedReason;
  long fencedSinceNanos;
  long brokerEpoch = -1;
  @Nullable String rack;
  @Nullable String host;
  int port = -1;
  @Nullable QuorumRole quorumRole;
  int quorumTerm;
  int quorumLeader = -1;
  @Nullable String quorumReason;
  long metadataEndOffset;

  NodeView(NodeId id) {
    this.id = id;
  }

  NodeView copy() {
    NodeView copy = new NodeView(id);
    copy.process = process;
    copy.stoppedHow = stoppedHow;
    copy.processSinceNanos = processSinceNanos;
    copy.processSeq = processSeq;
    copy.registered = registered;
    copy.leaving = leaving;
    copy.fenced = fenced;
    copy.fencedReason = fencedReason;
    copy.fencedSinceNanos = fencedSinceNanos;
    copy.brokerEpoch = brokerEpoch;
    copy.rack = rack;
    copy.host = host;
    copy.port = port;
    copy.quorumRole = quorumRole;
    copy.quorumTerm = quorumTerm;
    copy.quorumLeader = quorumLeader;
    copy.quorumReason = quorumReason;
    copy.metadataEndOffset = metadataEndOffset;
    return copy;
  }

  public NodeId id() {
    return id;
  }

  public Process process() {
    return process;
  }

  /** Whether the process exists: running, frozen or shutting down. */
  public boolean isAlive() {
    return process != Process.STOPPED;
  }

  /** How the process last ended; null if it never did. */
  public @Nullable How stoppedHow() {
    return stoppedHow;
  }

  /** Virtual time at which {@link #process} became what it is. */
  public long processSinceNanos() {
    return processSinceNanos;
  }

  /** Seq of the event that made {@link #process} what it is; 0 if none did. */
  public long processSeq() {
    return processSeq;
  }

  /** Whether the controller knows the broker, fenced or not. */
  public boolean isRegistered() {
    return registered;
  }

  /** Whether the broker is to go for good, once its partitions are on others. */
  public boolean isLeaving() {
    return leaving;
  }

  /** Whether the controller keeps the broker out of leaderships and ISRs. */
  public boolean isFenced() {
    return fenced;
  }

  public @Nullable String fencedReason() {
    return fencedReason;
  }

  public long fencedSinceNanos() {
    return fencedSinceNanos;
  }

  /** Epoch of the broker's last registration, or -1. */
  public long brokerEpoch() {
    return brokerEpoch;
  }

  /** The rack that the broker stands in, or null. */
  public @Nullable String rack() {
    return rack;
  }

  /** What a controller is in its quorum; null for a broker. */
  public @Nullable QuorumRole quorumRole() {
    return quorumRole;
  }

  /** The quorum's term (epoch) that a controller is in. */
  public int quorumTerm() {
    return quorumTerm;
  }

  /** Node id of the quorum's leader as far as this controller knows, or -1. */
  public int quorumLeader() {
    return quorumLeader;
  }

  /** Why a controller has the role it has, in plain words. */
  public @Nullable String quorumReason() {
    return quorumReason;
  }

  /** Where a controller's copy of the metadata log ends. */
  public long metadataEndOffset() {
    return metadataEndOffset;
  }

  /** Where real clients reach it, or null without a listener. */
  public @Nullable String address() {
    return host == null ? null : host + ":" + port;
  }
}
