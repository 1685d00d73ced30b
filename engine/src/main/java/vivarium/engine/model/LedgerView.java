package vivarium.engine.model;

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

  /** All that was lost, for whatever reason. */
  public long lost() {
    return lostExpected + lostByBug;
  }
}
