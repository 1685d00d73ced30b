package vivarium.engine.net;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: what was sent first comes through first, though it was sent again
 * and came later. What is behind something lost for good never comes through.
 */
final class Sequence {

  private final TreeMap<Long, Message> early = new TreeMap<>();
  private long sent;
  private long through;
  private boolean closed;

  /** The next message's place. */
  long next() {
    return sent++;
  }

  /** A message has come; returns those that are through with it, in order. */
  List<Message> come(Message message) {
    if (message.place() != through) {
      if (message.place() > through && !closed) {
        early.put(message.place(), message);
      }
      return List.of();
    }
    through++;
    if (early.isEmpty()) {
      return List.of(message);
    }
    List<Message> all = new ArrayList<>();
    all.add(message);
    for (@Nullable Message next = early.remove(through); next != null; ) {
      all.add(next);
      through++;
      next = early.remove(through);
    }
    return all;
  }

  /** Nothing that came too early will be waited for. */
  void close() {
    closed = true;
    early.clear();
  }
}
