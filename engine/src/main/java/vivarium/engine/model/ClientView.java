package vivarium.engine.model;

import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

/** A producer or consumer, built-in or connected from outside, and how it fares. */
public final class ClientView {

  private final NodeId id;
  @Nullable ProducerSettings producer;
  @Nullable ConsumerSettings consumer;
  @Nullable String address;
  @Nullable String software;
  boolean connected = true;
  long recordsAcknowledged;
  long recordsRefused;
  long recordsRead;
  long retries;
  long lastLatencyNanos = -1;
  long lastAcknowledgedAtNanos = -1;
  @Nullable String lastError;
  long lastErrorAtNanos = -1;
  long lastErrorSeq;

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
    copy.recordsAcknowledged = recordsAcknowledged;
    copy.recordsRefused = recordsRefused;
    copy.recordsRead = recordsRead;
    copy.retries = retries;
    copy.lastLatencyNanos = lastLatencyNanos;
    copy.lastAcknowledgedAtNanos = lastAcknowledgedAtNanos;
    copy.lastError = lastError;
    copy.lastErrorAtNanos = lastErrorAtNanos;
    copy.lastErrorSeq = lastErrorSeq;
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

  public long recordsAcknowledged() {
    return recordsAcknowledged;
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
