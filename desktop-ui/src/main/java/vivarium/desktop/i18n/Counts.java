package vivarium.desktop.i18n;

/** So many of something, in words: one is not "1 records". */
public final class Counts {

  private Counts() {}

  public static String records(Texts texts, long count) {
    return count == 1 ? texts.get("count.record") : texts.get("count.records", Units.count(count));
  }

  public static String acknowledged(Texts texts, long count) {
    return count == 1
        ? texts.get("count.acknowledgedRecord")
        : texts.get("count.acknowledgedRecords", Units.count(count));
  }

  public static String partitions(Texts texts, long count) {
    return count == 1
        ? texts.get("count.partition")
        : texts.get("count.partitions", Units.count(count));
  }

  public static String brokers(Texts texts, long count) {
    return count == 1 ? texts.get("count.broker") : texts.get("count.brokers", Units.count(count));
  }
}
