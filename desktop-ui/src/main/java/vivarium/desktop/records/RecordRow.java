package vivarium.desktop.records;

import vivarium.engine.api.RecordPage.Gap;
import vivarium.engine.api.StoredRecord;

/** A line of the records browser. */
public sealed interface RecordRow {

  /** The offset it is listed at. */
  long offset();

  /**
   * A record.
   *
   * @param committed whether it is below the high watermark
   * @param reordered whether it stands after others that its producer sent later
   */
  record Found(StoredRecord record, boolean committed, boolean reordered) implements RecordRow {
    @Override
    public long offset() {
      return record.offset();
    }
  }

  /** Offsets without a record. */
  record Missing(Gap gap) implements RecordRow {
    @Override
    public long offset() {
      return gap.firstOffset();
    }
  }
}
