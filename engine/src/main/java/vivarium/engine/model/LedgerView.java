package vivarium.engine.model;

import vivarium.engine.event.ClusterEvent.Verdict;

/**
 * Totals of what became of acknowledged records.
 *
 * @param acknowledged records a client was told are written (acks=1 or all)
 * @param lostExpected of those, lost in a way that the settings allowed
 * @param lostByBug of those, lost although the settings forbid it
 * @param duplicated records that stand in the log twice
 * @param invariantsBroken how often an invariant was found broken
 */
public record LedgerView(
    long acknowledged, long lostExpected, long lostByBug, long duplicated, long invariantsBroken) {

  static final LedgerView EMPTY = new LedgerView(0, 0, 0, 0, 0);

  LedgerView acknowledging(int records) {
    return new LedgerView(
        acknowledged + records, lostExpected, lostByBug, duplicated, invariantsBroken);
  }

  LedgerView after(Verdict verdict) {
    return switch (verdict) {
      case Verdict.RecordsLost lost when lost.expected() ->
          new LedgerView(
              acknowledged,
              lostExpected + lost.recordCount(),
              lostByBug,
              duplicated,
              invariantsBroken);
      case Verdict.RecordsLost lost ->
          new LedgerView(
              acknowledged,
              lostExpected,
              lostByBug + lost.recordCount(),
              duplicated,
              invariantsBroken);
      case Verdict.RecordsDuplicated twice ->
          new LedgerView(
              acknowledged,
              lostExpected,
              lostByBug,
              duplicated + twice.recordCount(),
              invariantsBroken);
      case Verdict.InvariantBroken broken ->
          new LedgerView(acknowledged, lostExpected, lostByBug, duplicated, invariantsBroken + 1);
    };
  }

  /** All that was lost, for whatever reason. */
  public long lost() {
    return lostExpected + lostByBug;
  }
}
