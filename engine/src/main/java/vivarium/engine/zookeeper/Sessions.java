package vivarium.engine.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When the leader last heard of each session, and by which server. A new leader gives every session
 * its whole timeout again. Source: ZooKeeper's {@code SessionTrackerImpl}.
 */
final class Sessions {

  private final TreeMap<Long, Session> sessions = new TreeMap<>();
  private final TreeSet<Long> closing = new TreeSet<>();

  private static final class Session {
    final long timeoutNanos;
    long heardAtNanos;
    int server;

    Session(long timeoutNanos, long heardAtNanos, int server) {
      this.timeoutNanos = timeoutNanos;
      this.heardAtNanos = heardAtNanos;
      this.server = server;
    }
  }

  void add(long id, int timeoutMs, int server, long nowNanos) {
    sessions.put(id, new Session(timeoutMs * 1_000_000L, nowNanos, server));
  }

  void remove(long id) {
    sessions.remove(id);
    closing.remove(id);
  }

  /** The session is about to end: nothing more is done for it. */
  void close(long id) {
    closing.add(id);
  }

  void touch(long id, long nowNanos) {
    Session session = sessions.get(id);
    if (session != null) {
      session.heardAtNanos = nowNanos;
    }
  }

  /** Whether the session is open; if so the server has it from here on. */
  boolean moveTo(long id, int server, long nowNanos) {
    Session session = sessions.get(id);
    if (session == null || closing.contains(id)) {
      return false;
    }
    session.server = server;
    session.heardAtNanos = nowNanos;
    return true;
  }

  /** Whether a write that comes by this server may be carried out for the session. */
  boolean admits(long id, int server) {
    Session session = sessions.get(id);
    return session != null && !closing.contains(id) && session.server == server;
  }

  /** Sessions not heard of for their timeout, in order of id. */
  List<Long> expired(long nowNanos) {
    List<Long> expired = new ArrayList<>();
    sessions.forEach(
        (id, session) -> {
          if (nowNanos - session.heardAtNanos >= session.timeoutNanos && !closing.contains(id)) {
            expired.add(id);
          }
        });
    return expired;
  }
}
