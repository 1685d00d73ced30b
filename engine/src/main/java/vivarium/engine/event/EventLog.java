package vivarium.engine.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a cluster, in order: a ring that one thread (the loop) writes and any thread
 * reads without a lock. At the bound the oldest event is forgotten; {@link #firstSeq} says from
 * when on the log remembers. Who must not miss any {@linkplain #follow follows} the log, and the
 * writer can wait for those who have fallen behind.
 */
public final class EventLog {

  /**
   * Events kept unless told otherwise: minutes of a busy cluster, an hour and more of a classroom.
   */
  public static final int DEFAULT_CAPACITY = 1 << 19;

  private final AtomicReferenceArray<Stamped> ring;
  private final int mask;
  private final long beforeFirst;
  private volatile List<Follower> followers = List.of();
  private volatile long lastSeq;

  /**
   * @param capacity how many events are remembered; a power of two
   */
  public EventLog(int capacity) {
    this(capacity, 0);
  }

  /**
   * A log that begins later than the cluster it tells of.
   *
   * @param capacity how many events are remembered; a power of two
   * @param afterSeq seq of the event before the first that it is going to hold
   */
  public EventLog(int capacity, long afterSeq) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity=" + capacity + " must be a power of two");
    }
    this.ring = new AtomicReferenceArray<>(capacity);
    this.mask = capacity - 1;
    this.beforeFirst = afterSeq;
    this.lastSeq = afterSeq;
  }

  /** Adds the next event; only the loop's thread may. */
  public void append(Stamped stamped) {
    if (stamped.seq() != lastSeq + 1) {
      throw new IllegalStateException(
          "event %d cannot follow event %d".formatted(stamped.seq(), lastSeq));
    }
    ring.setRelease((int) (stamped.seq() & mask), stamped);
    lastSeq = stamped.seq();
  }

  /** The newest event's seq; the one it begins after, or 0, while there is none. */
  public long lastSeq() {
    return lastSeq;
  }

  /** The oldest remembered event's seq; one past {@link #lastSeq} while there is none. */
  public long firstSeq() {
    return Math.max(beforeFirst + 1, lastSeq - mask);
  }

  /**
   * Hands on every remembered event after {@code afterSeq}, oldest first.
   *
   * @return seq of the last event handed on, or {@code afterSeq} if there was none. If it is more
   *     than the number of events handed on past {@code afterSeq}, the difference was forgotten.
   */
  public long readAfter(long afterSeq, Consumer<Stamped> reader) {
    return readBetween(afterSeq, lastSeq, reader);
  }

  /**
   * As {@link #readAfter}, up to and including {@code toSeq}.
   *
   * @param toSeq at most {@link #lastSeq}
   */
  public long readBetween(long afterSeq, long toSeq, Consumer<Stamped> reader) {
    long done = afterSeq;
    for (long seq = Math.max(afterSeq + 1, firstSeq()); seq <= toSeq; seq++) {
      Stamped stamped = ring.getAcquire((int) (seq & mask));
      // The writer may have lapped us meanwhile: then what stands here is a later event.
      if (stamped != null && stamped.seq() == seq) {
        reader.accept(stamped);
        done = seq;
      }
    }
    return done;
  }

  /** Begins to follow the log from its oldest remembered event. */
  public synchronized Follower follow() {
    Follower follower = new Follower();
    followers = Stream.concat(followers.stream(), Stream.of(follower)).toList();
    return follower;
  }

  private synchronized void leave(Follower gone) {
    followers = followers.stream().filter(follower -> follower != gone).toList();
  }

  /**
   * Seq up to which every follower has read; {@link #lastSeq} if nobody follows. Once it is more
   * than half of the capacity behind, the writer had better wait.
   */
  public long followedSeq() {
    long slowest = lastSeq;
    for (Follower follower : followers) {
      slowest = Math.min(slowest, follower.readSeq);
    }
    return slowest;
  }

  /** How many events are remembered. */
  public int capacity() {
    return mask + 1;
  }

  /** Reads every event once; used by one thread. */
  public final class Follower implements AutoCloseable {

    private volatile long readSeq = firstSeq() - 1;
    private long missed;

    private Follower() {}

    /** Hands on every event since the last time that is remembered, oldest first. */
    public void read(Consumer<Stamped> reader) {
      readAfter(
          readSeq,
          stamped -> {
            missed += stamped.seq() - readSeq - 1;
            readSeq = stamped.seq();
            reader.accept(stamped);
          });
    }

    /** Seq of the last event read. */
    public long readSeq() {
      return readSeq;
    }

    /** How many events were forgotten before they could be read, in all. */
    public long missed() {
      return missed;
    }

    /** Nobody waits for this follower any more. */
    @Override
    public void close() {
      leave(this);
    }
  }

  /** The event with this seq, or null if it is forgotten or still to come. */
  public @Nullable Stamped get(long seq) {
    Stamped stamped = seq < 1 || seq > lastSeq ? null : ring.getAcquire((int) (seq & mask));
    return stamped != null && stamped.seq() == seq ? stamped : null;
  }
}
