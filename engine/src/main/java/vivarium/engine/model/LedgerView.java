package vivarium.engine.model;

import vivarium.engine.event.ClusterEvent.Verdict;

/**
 * Totals of what became of acknowledged records.
 *
 * @param acknowledged records a client was told are written (acks=1 or all)
 * @param lostExpected of those, lost in a way that the settings allowed
 * @param lostByBug of those, lost although the settings forbid it
 * @param duplicated records that stand in the log twice
 * @param reordered records that stand in the log after others which were sent later
 * @param invariantsBroken how often an invariant was found broken
 */
public record LedgerView(
    long acknowledged,
    long lostExpected,
    long lostByBug,
    long duplicated,
    long reordered,
    long invariantsBroken) {

  static final LedgerView EMPTY = new LedgerView(0, 0, 0, 0, 0, 0);

  LedgerView acknowledging(int records) {
    return plus(records, 0, 0, 0, 0, 0);
  }

  LedgerView after(Verdict verdict) {
    return switch (verdict) {
      case Verdict.RecordsLost lost when lost.expected() -> plus(0, lost.recordCount(), 0, 0, 0, 0);
      case Verdict.RecordsLost lost -> plus(0, 0, lost.recordCount(), 0, 0, 0);
      case Verdict.RecordsDuplicated twice -> plus(0, 0, 0, twice.recordCount(), 0, 0);
      case Verdict.RecordsReordered late -> plus(0, 0, 0, 0, late.recordCount(), 0);
      case Verdict.InvariantBroken broken -> plus(0, 0, 0, 0, 0, 1);
    };
  }

  private LedgerView plus(int acked, int expected, int byBug, int twice, int late, int broken) {
    return new LedgerView(
        acknowledged + acked,
        lostExpected + expected,
        lostByBug + byBug,
        duplicated + twice,
        reordered + late,
        invariantsBroken + broken);
  }

  /** All that was lost, for whatever reason. */
  public long lost() {
    return lostExpected + lostByBug;
  }
}
