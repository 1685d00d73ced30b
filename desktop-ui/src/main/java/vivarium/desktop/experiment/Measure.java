package vivarium.desktop.experiment;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;

/** What of a run is put into figures. */
public enum Measure {
  /** Records that a client was told are written. */
  ACKNOWLEDGED("measure.acknowledged", false),
  /** Acknowledged records that are gone. */
  LOST("measure.lost", false),
  /** Records that stand in a log twice. */
  DUPLICATED("measure.duplicated", false),
  /** Records that stand in a log after others that were sent later. */
  REORDERED("measure.reordered", false),
  /** How often a producer was told no, or nothing. */
  ERRORS("measure.errors", false),
  /** Records that a producer does not try to send again. */
  GIVEN_UP("measure.givenUp", false),
  /** Records that were given to groups. */
  READ("measure.read", false),
  /** The longest time in which a group that had begun to read read nothing at all. */
  GROUP_PAUSE("measure.groupPause", true),
  /** The longest time in which a partition that had been read was read by nobody of its group. */
  PARTITION_PAUSE("measure.partitionPause", true),
  /** From sending to acknowledgement, over all acknowledged records. */
  LATENCY_P50("measure.latencyMedian", true),
  LATENCY_P99("measure.latencyHigh", true),
  LATENCY_MAX("measure.latencyMax", true),
  /**
   * Time in which a partition had no leader that runs, summed over partitions: the controller knew
   * of none, or its process had died or stood still. Internal topics do not count.
   */
  LEADERLESS("measure.leaderless", true),
  /** The longest of these times. */
  LEADERLESS_LONGEST("measure.leaderlessLongest", true),
  /** How often a partition came under another leader. */
  ELECTIONS("measure.elections", false),
  /**
   * Of these, elections of a replica that was neither in sync nor the last known to be eligible.
   */
  UNCLEAN_ELECTIONS("measure.unclean", false),
  /** Time in which no controller that runs was active. */
  CONTROLLERLESS("measure.controllerless", true),
  /** How often a group that was Stable began to share its partitions out anew. */
  REBALANCES("measure.rebalances", false),
  /** How long groups were not Stable after they had been, in all. */
  REBALANCING("measure.rebalancing", true);

  private final String textKey;
  private final boolean isTime;

  Measure(String textKey, boolean isTime) {
    this.textKey = textKey;
    this.isTime = isTime;
  }

  /** What it is, in few words. */
  public String title(Texts texts) {
    return texts.get(textKey);
  }

  /** A value with its unit; a dash if there was nothing to measure. */
  public String format(long value) {
    return value < 0 ? "–" : isTime ? Units.span(value) : Units.count(value);
  }
}
