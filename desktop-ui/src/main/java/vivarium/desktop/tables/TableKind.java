package vivarium.desktop.tables;

import java.util.List;
import java.util.Locale;
import vivarium.desktop.i18n.Texts;

/** Which table, with its columns from left to right. */
public enum TableKind {
  TOPICS("table.topics"),
  PARTITIONS("table.partitions"),
  GROUPS("table.groups"),
  LAG("table.lag"),
  BROKERS("table.brokers"),
  CLIENTS("table.clients");

  private final String textKey;

  TableKind(String textKey) {
    this.textKey = textKey;
  }

  public String title(Texts texts) {
    return texts.get(textKey);
  }

  /** A word for ids of controls. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the columns: Kafka's where its tools have one, else in the person's language. */
  public List<String> columns(Texts texts) {
    return switch (this) {
      case TOPICS ->
          List.of(
              "Topic",
              "PartitionCount",
              "ReplicationFactor",
              texts.get("table.underReplicated"),
              texts.get("table.offline"),
              "Configs");
      case PARTITIONS ->
          List.of(
              "Topic",
              "Partition",
              "Leader",
              "Replicas",
              "Isr",
              "Elr",
              "LastKnownElr",
              texts.get("column.state"),
              texts.get("table.outOfSync"),
              texts.get("table.logStart"),
              "HW",
              "LEO");
      case GROUPS ->
          List.of(
              "GROUP",
              "STATE",
              texts.get("table.members"),
              texts.get("table.groupTopics"),
              "LAG",
              "COORDINATOR");
      case LAG ->
          List.of(
              "GROUP",
              "TOPIC",
              "PARTITION",
              "CURRENT-OFFSET",
              "LOG-END-OFFSET",
              "LAG",
              "CONSUMER-ID",
              "HOST",
              "CLIENT-ID");
      case BROKERS ->
          List.of(
              "ID",
              "HOST:PORT",
              "RACK",
              texts.get("column.state"),
              texts.get("node.brokerEpoch"),
              texts.get("table.leaders"),
              texts.get("table.skew"),
              texts.get("table.replicas"),
              texts.get("table.late"));
      case CLIENTS ->
          List.of(
              "CLIENT-ID",
              texts.get("table.kind"),
              "HOST",
              texts.get("table.doesWhat"),
              texts.get("client.acknowledgedRecords"),
              texts.get("client.readRecords"),
              texts.get("client.retriesLabel"),
              texts.get("client.refusedRecords"),
              texts.get("table.lastError"));
    };
  }
}
