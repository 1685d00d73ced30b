package vivarium.desktop.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as text, laid out as Kafka's tools print theirs: {@code kafka-topics --describe} names
 * each value and puts tabs between them, {@code kafka-consumer-groups --describe} puts names in the
 * first line and fills up columns.
 */
final class TableText {

  /** The columns that {@code kafka-topics --describe} has of a partition. */
  private static final int DESCRIBED = 7;

  private TableText() {}

  static String of(TableKind kind, List<String> columns, List<List<TableCell>> rows) {
    return switch (kind) {
      case TOPICS -> topics(rows);
      case PARTITIONS -> partitions(columns, rows);
      case GROUPS, LAG, BROKERS, CLIENTS -> columns(columns, rows);
    };
  }

  private static String topics(List<List<TableCell>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<TableCell> row : rows) {
      String configs = row.get(5).text();
      text.append("Topic: ")
          .append(row.get(0).text())
          .append("\tPartitionCount: ")
          .append(row.get(1).text())
          .append("\tReplicationFactor: ")
          .append(row.get(2).text())
          .append("\tConfigs: ")
          .append(configs.equals("-") ? "" : configs)
          .append('\n');
    }
    return text.toString();
  }

  private static String partitions(List<String> columns, List<List<TableCell>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<TableCell> row : rows) {
      for (int i = 0; i < DESCRIBED; i++) {
        String value = row.get(i).text();
        // An empty list is empty there.
        text.append('\t')
            .append(columns.get(i))
            .append(": ")
            .append(value.equals("-") ? "" : value);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String columns(List<String> columns, List<List<TableCell>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.stream().map(TableCell::text).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder made = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        made.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 1));
      }
      text.append(made.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
