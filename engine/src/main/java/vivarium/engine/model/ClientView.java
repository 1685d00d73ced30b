package vivarium.engine.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/** A producer or consumer, built-in or connected from outside, and how it fares. */
public final class ClientView {

  private final NodeId id;
  @Nullable ProducerSettings producer;
  @Nullable ConsumerSettings consumer;
  @Nullable String address;
  @Nullable String software;
  boolean connected = true;
  long disconnectedAtNanos = -1;
  String disconnectedWhy = "";
  long recordsAcknowledged;
  long recordsRefused;
  long recordsRead;
  long retries;
  long lastLatencyNanos = -1;
  long slowestLatencyNanos = -1;
  long lastAcknowledgedAtNanos = -1;
  @Nullable String lastError;
  long lastErrorAtNanos = -1;
  long lastErrorSeq;
  final TreeMap<String, Integer> acksByTopic = new TreeMap<>();
  final TreeSet<String> groupsJoined = new TreeSet<>();
  final TreeMap<TopicPartition, Long> positions = new TreeMap<>();
  RecentCount acknowledgedLately = new RecentCount();
  RecentCount readLately = new RecentCount();

  ClientView(NodeId id) {
    this.id = id;
  }

  ClientView copy() {
    ClientView copy = new ClientView(id);
    copy.producer = producer;
    copy.consumer = consumer;
    copy.address = address;
    copy.software = software;
    copy.connected = connected;
    copy.disconnectedAtNanos = disconnectedAtNanos;
    copy.disconnectedWhy = disconnectedWhy;
    copy.recordsAcknowledged = recordsAcknowledged;
    copy.recordsRefused = recordsRefused;
    copy.recordsRead = recordsRead;
    copy.retries = retries;
    copy.lastLatencyNanos = lastLatencyNanos;
    copy.slowestLatencyNanos = slowestLatencyNanos;
    copy.lastAcknowledgedAtNanos = lastAcknowledgedAtNanos;
    copy.lastError = lastError;
    copy.lastErrorAtNanos = lastErrorAtNanos;
    copy.lastErrorSeq = lastErrorSeq;
    copy.acksByTopic.putAll(acksByTopic);
    copy.groupsJoined.addAll(groupsJoined);
    copy.positions.putAll(positions);
    copy.acknowledgedLately = acknowledgedLately.copy();
    copy.readLately = readLately.copy();
    return copy;
  }

  public NodeId id() {
    return id;
  }

  /** Settings of a built-in producer; null for anything else. */
  public @Nullable ProducerSettings producer() {
    return producer;
  }

  /** Settings of a built-in consumer; null for anything else. */
  public @Nullable ConsumerSettings consumer() {
    return consumer;
  }

  /** Where an external client connects from; null for a built-in one. */
  public @Nullable String address() {
    return address;
  }

  /** Name and version an external client gives of itself; null for a built-in one. */
  public @Nullable String software() {
    return software;
  }

  public boolean isConnected() {
    return connected;
  }

  /** When a client from outside went, in virtual time; -1 while it is there. */
  public long disconnectedAtNanos() {
    return disconnectedAtNanos;
  }

  /** Why a client from outside went; empty while it is there. */
  public String disconnectedWhy() {
    return disconnectedWhy;
  }

  /** Whether it did more than connect: what it wrote, read or was refused can be asked for. */
  boolean didSomething() {
    return recordsAcknowledged > 0 || recordsRead > 0 || recordsRefused > 0 || retries > 0;
  }

  public long recordsAcknowledged() {
    return recordsAcknowledged;
  }

  /** The topics a client from outside has written to, each with the acks of its last request. */
  public SortedMap<String, Integer> acksByTopic() {
    return Collections.unmodifiableSortedMap(acksByTopic);
  }

  /** The groups a client from outside has asked to join. */
  public SortedSet<String> groupsJoined() {
    return Collections.unmodifiableSortedSet(groupsJoined);
  }

  /** The partitions a client from outside reads, each with the next offset; -1 before the first. */
  public SortedMap<TopicPartition, Long> positions() {
    return Collections.unmodifiableSortedMap(positions);
  }

  /** Whether it writes: built-in, or seen to do so. */
  public boolean isProducer() {
    return producer != null || !acksByTopic.isEmpty();
  }

  /** Whether it reads or is about to: built-in, or seen to do so. */
  public boolean isConsumer() {
    return consumer != null || !groupsJoined.isEmpty() || !positions.isEmpty();
  }

  /** Records acknowledged to it a second, over the last seconds. */
  public double acknowledgedPerSecond(long nowNanos) {
    return acknowledgedLately.perSecond(nowNanos);
  }

  /** Records it was given a second, over the last seconds. */
  public double readPerSecond(long nowNanos) {
    return readLately.perSecond(nowNanos);
  }

  /** Records given up on; those being retried are not counted. */
  public long recordsRefused() {
    return recordsRefused;
  }

  public long recordsRead() {
    return recordsRead;
  }

  public long retries() {
    return retries;
  }

  /** Time from sending to acknowledgement of the last produce, or -1. */
  public long lastLatencyNanos() {
    return lastLatencyNanos;
  }

  /** As {@link #lastLatencyNanos}, of the acknowledgement that took longest. */
  public long slowestLatencyNanos() {
    return slowestLatencyNanos;
  }

  public long lastAcknowledgedAtNanos() {
    return lastAcknowledgedAtNanos;
  }

  /** Kafka's name of the last error it was told, or null. */
  public @Nullable String lastError() {
    return lastError;
  }

  public long lastErrorAtNanos() {
    return lastErrorAtNanos;
  }

  public long lastErrorSeq() {
    return lastErrorSeq;
  }
}
