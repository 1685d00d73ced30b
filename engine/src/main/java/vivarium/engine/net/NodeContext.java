package vivarium.engine.net;

import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.disk.Disk;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.sim.Timer;

/** All that a node's process sees of the world. It is void once the process is dead. */
public interface NodeContext {

  NodeId self();

  /** Virtual nanoseconds since the cluster began. */
  long nowNanos();

  /** Wall-clock-like milliseconds of virtual time, as record timestamps use them. */
  long nowMs();

  /** Chance that belongs to this node alone. */
  SeededRandom random();

  /** The node's disk, which outlives the process. */
  Disk disk();

  /**
   * Runs the action later, unless the process is dead by then; a frozen one runs it on resuming.
   */
  Timer after(long delayNanos, Runnable action);

  /** Runs the action when so many bytes are written to the disk, behind earlier writes. */
  void write(long bytes, Runnable whenWritten);

  /**
   * Sends a request.
   *
   * @param to the node to send to
   * @param lane which connection to use: requests of one lane are answered in order
   * @param body the request; the sender must not touch it afterwards
   * @param timeoutNanos when to give the request up, and its connection with it
   * @param handler is called once, with the answer or the failure
   */
  void request(NodeId to, String lane, ApiMessage body, long timeoutNanos, ResponseHandler handler);

  /** Closes the connection of this lane: what is under way on it is given up without a word. */
  void disconnect(NodeId to, String lane);

  /** Tells of an event at this node, caused by what is being handled. Returns its seq. */
  long emit(ClusterEvent event);

  /** Tells of an event at this node with the cause given. Returns its seq. */
  long emit(ClusterEvent event, long cause);

  /** Tells of an event at another node, which this one has decided on. Returns its seq. */
  long emitFor(NodeId node, ClusterEvent event, long cause);

  /** Seq of the event that caused what is being handled. */
  long cause();

  /** What is done from here on in this handler has no cause worth telling. */
  void clearCause();

  /** What is done from here on in this handler was caused by the event of this seq. */
  void setCause(long seq);

  /** Ends the process cleanly. */
  void exit();
}
