package vivarium.desktop.figures;

/** One chart: what it measures, in which unit, and what several seconds together are worth. */
public enum Chart {
  /** From sending to acknowledgement, as the clients that were told measured it. */
  PRODUCE_LATENCY(Unit.MILLIS, Together.MOST),
  /** From sending to being read by a consumer, for records whose sender was told. */
  END_TO_END_LATENCY(Unit.MILLIS, Together.MOST),
  /** Records appended by leaders, for each broker. */
  RECORDS_IN(Unit.PER_SECOND, Together.MEAN),
  /** Records read by consumers, for the broker they were read from. */
  RECORDS_OUT(Unit.PER_SECOND, Together.MEAN),
  /** Replicas in sync, and partitions that lack some or cannot be used. */
  IN_SYNC(Unit.COUNT, Together.LAST),
  /** High watermark less committed offset, for each group. */
  LAG(Unit.COUNT, Together.LAST),
  /** How long the oldest record that a group has not committed has been in the log. */
  LAG_TIME(Unit.SECONDS, Together.LAST),
  /** Partitions that got another leader, groups that began to rebalance. */
  CHANGES(Unit.COUNT, Together.SUM),
  /** Requests sent, by API. */
  REQUESTS(Unit.PER_SECOND, Together.MEAN),
  /** Error replies, by API. */
  ERRORS(Unit.PER_SECOND, Together.SUM);

  /** What a value is a number of. */
  public enum Unit {
    MILLIS,
    SECONDS,
    COUNT,
    PER_SECOND
  }

  /** What stands for several seconds that share a place. */
  public enum Together {
    LAST,
    MOST,
    MEAN,
    SUM
  }

  private final Unit unit;
  private final Together together;

  Chart(Unit unit, Together together) {
    this.unit = unit;
    this.together = together;
  }

  public Unit unit() {
    return unit;
  }

  public Together together() {
    return together;
  }
}
