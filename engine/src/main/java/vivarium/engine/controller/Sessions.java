package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** When each broker was last heard of, and what it last told. Belongs to one controller's term. */
final class Sessions {

  private final TreeMap<Integer, Session> sessions = new TreeMap<>();

  private static final class Session {
    long lastContactNanos;
    long metadataOffset;
    long shutdownOffset = -1;
  }

  /** A broker was heard of. */
  void touch(int broker, long nowNanos, long metadataOffset) {
    Session session = sessions.computeIfAbsent(broker, unused -> new Session());
    session.lastContactNanos = nowNanos;
    session.metadataOffset = metadataOffset;
  }

  /** A broker registered anew; nothing it told before counts. */
  void renew(int broker, long nowNanos) {
    sessions.remove(broker);
    touch(broker, nowNanos, -1);
  }

  /** A broker is registered no more. */
  void forget(int broker) {
    sessions.remove(broker);
  }

  /** A broker may go once every other has read the metadata log up to here. */
  void beginShutdown(int broker, long offset) {
    Session session = sessions.get(broker);
    if (session != null) {
      session.shutdownOffset = offset;
    }
  }

  long shutdownOffset(int broker) {
    Session session = sessions.get(broker);
    return session == null ? -1 : session.shutdownOffset;
  }

  /** The least metadata offset that the given brokers have told of. */
  long leastMetadataOffset(Iterable<Integer> brokers) {
    long least = Long.MAX_VALUE;
    for (int broker : brokers) {
      Session session = sessions.get(broker);
      least = Math.min(least, session == null ? -1 : session.metadataOffset);
    }
    return least;
  }

  /** Brokers not heard of for {@code timeoutNanos}, in order of id. */
  List<Integer> expired(long nowNanos, long timeoutNanos) {
    List<Integer> expired = new ArrayList<>();
    sessions.forEach(
        (broker, session) -> {
          if (nowNanos - session.lastContactNanos >= timeoutNanos) {
            expired.add(broker);
          }
        });
    return expired;
  }

  /** How long the broker has been silent, in nanoseconds. */
  long silentNanos(int broker, long nowNanos) {
    Session session = sessions.get(broker);
    return session == null ? 0 : nowNanos - session.lastContactNanos;
  }
}
