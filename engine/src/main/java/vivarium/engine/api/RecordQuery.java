package vivarium.engine.api;

import vivarium.engine.event.TopicPartition;

/**
 * Asks for the records of one replica, as they lie in its log. Answering it changes nothing and
 * tells of nothing: no client sees it, and no event comes of it.
 *
 * @param partition which partition
 * @param broker whose replica, or {@link #LEADER} for that of the broker that leads now
 * @param from where to begin
 * @param maxRecords how many records at most, from 1 to {@link #MAX_RECORDS}
 */
public record RecordQuery(TopicPartition partition, int broker, Position from, int maxRecords) {

  /** In the place of a broker: whoever leads the partition. */
  public static final int LEADER = -1;

  /** No page has more records. */
  public static final int MAX_RECORDS = 500;

  /** No page has more bytes of keys, values and headers. */
  public static final int MAX_BYTES = 1 << 20;

  /** Of one key or value no more bytes are given; how long it is in truth is said. */
  public static final int MAX_BYTES_OF_ONE = 64 << 10;

  /** Virtual time 0 as record timestamps read it: 2026-01-01T00:00:00Z, in milliseconds. */
  public static final long VIRTUAL_EPOCH_MS = 1_767_225_600_000L;

  public RecordQuery {
    if (maxRecords < 1 || maxRecords > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "maxRecords=%d must be 1 to %d".formatted(maxRecords, MAX_RECORDS));
    }
  }

  /** Where a page begins, in the words of Kafka's consumers. */
  public sealed interface Position {

    /** At the log start offset. */
    record Earliest() implements Position {}

    /** So many offsets before the log end offset: with 0 at the end itself. */
    record Tail(int count) implements Position {
      public Tail {
        require(count, "count");
      }
    }

    /** At this offset; if it is gone already, at the log start offset. */
    record Offset(long offset) implements Position {
      public Offset {
        require(offset, "offset");
      }
    }

    /** At the first record with this timestamp or a later one, in milliseconds. */
    record Timestamp(long timestampMs) implements Position {
      public Timestamp {
        require(timestampMs, "timestampMs");
      }
    }

    private static void require(long value, String name) {
      if (value < 0) {
        throw new IllegalArgumentException("%s=%d must be 0 or more".formatted(name, value));
      }
    }
  }
}
