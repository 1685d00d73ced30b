package vivarium.engine.api;

import java.util.List;

/** What a {@link RecordQuery} found. */
public sealed interface RecordPage {

  /**
   * Records of one replica, in order of their offsets, with what is known of its log.
   *
   * @param broker whose replica it is
   * @param running whether its process runs; a disk can be read without one
   * @param leads whether it leads the partition now
   * @param records the records
   * @param gaps offsets before or between the records that hold none, in order
   * @param logStartOffset the first offset of the log
   * @param highWatermark one past the last committed offset, as far as this replica knows
   * @param lastStableOffset one past the last offset that a read_committed consumer is given; the
   *     high watermark, as there are no transactions
   * @param logEndOffset one past the last offset
   * @param nextOffset where the next page begins
   */
  record Records(
      int broker,
      boolean running,
      boolean leads,
      List<StoredRecord> records,
      List<Gap> gaps,
      long logStartOffset,
      long highWatermark,
      long lastStableOffset,
      long logEndOffset,
      long nextOffset)
      implements RecordPage {

    public Records {
      records = List.copyOf(records);
      gaps = List.copyOf(gaps);
    }

    /** Whether the log goes on behind the page. */
    public boolean hasMore() {
      return nextOffset < logEndOffset;
    }
  }

  /**
   * There is nothing to read.
   *
   * @param reason a sentence that names the thing and what would be right
   */
  record Refused(String reason) implements RecordPage {}

  /**
   * Offsets without a record.
   *
   * @param firstOffset the first of them
   * @param lastOffset the last of them
   */
  record Gap(long firstOffset, long lastOffset, Why why) {}

  /** Why an offset has no record. */
  enum Why {
    /** It is below the log start offset: retention or a deletion took it. */
    BEFORE_LOG_START,
    /** It lies within the log, and nothing is there: compaction took it. */
    MISSING,
    /** A client wrote a batch whose checksum is right and whose records cannot be decoded. */
    UNREADABLE
  }
}
