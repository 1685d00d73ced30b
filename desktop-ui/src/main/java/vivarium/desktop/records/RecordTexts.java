package vivarium.desktop.records;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.records.Payload.Format;
import vivarium.engine.api.Excerpt;
import vivarium.engine.api.RecordPage.Gap;
import vivarium.engine.api.StoredRecord;

/** What the cells of a line and the detail of a record say. */
final class RecordTexts {

  /** The columns, from left to right. */
  enum Column {
    OFFSET,
    TIME,
    KEY,
    VALUE,
    HEADERS,
    BATCH
  }

  private static final int LINE_LETTERS = 160;
  private static final int KEY_LETTERS = 40;

  private final Texts texts;
  private final Format format;

  RecordTexts(Texts texts, Format format) {
    this.texts = texts;
    this.format = format;
  }

  String heading(Column column) {
    return switch (column) {
      case OFFSET -> texts.get("records.offset");
      case TIME -> texts.get("records.time");
      case KEY -> texts.get("records.key");
      case VALUE -> texts.get("records.value");
      case HEADERS -> texts.get("records.headers");
      case BATCH -> texts.get("records.batch");
    };
  }

  String cell(RecordRow row, Column column) {
    return switch (row) {
      case RecordRow.Missing(Gap gap) ->
          switch (column) {
            case OFFSET -> range(gap);
            case VALUE -> why(gap);
            case TIME, KEY, HEADERS, BATCH -> "";
          };
      case RecordRow.Found(StoredRecord record, boolean committed, boolean reordered) ->
          switch (column) {
            case OFFSET -> (committed ? "" : "◌ ") + (reordered ? "⇅ " : "") + record.offset();
            case TIME -> Timestamps.format(record.timestampMs());
            case KEY -> record.isControl() ? "" : line(record.key(), KEY_LETTERS);
            case VALUE -> value(record);
            case HEADERS -> headers(record);
            case BATCH -> batch(record);
          };
    };
  }

  private static String range(Gap gap) {
    return gap.firstOffset() == gap.lastOffset()
        ? Long.toString(gap.firstOffset())
        : gap.firstOffset() + "–" + gap.lastOffset();
  }

  private String why(Gap gap) {
    return switch (gap.why()) {
      case BEFORE_LOG_START -> texts.get("records.beforeStart");
      case MISSING -> texts.get("records.missing");
      case UNREADABLE -> texts.get("records.unreadable");
    };
  }

  private String value(StoredRecord record) {
    return record.isControl()
        ? texts.get("records.marker", record.control())
        : record.value() == null
            ? texts.get("records.tombstone")
            : line(record.value(), LINE_LETTERS);
  }

  private String line(@Nullable Excerpt excerpt, int letters) {
    String line = Payload.line(excerpt, format, letters);
    return line == null ? "null" : line;
  }

  private String headers(StoredRecord record) {
    List<String> all = new ArrayList<>();
    for (StoredRecord.Header header : record.headers()) {
      all.add(header.key() + "=" + line(header.value(), KEY_LETTERS));
    }
    return String.join(", ", all);
  }

  private String batch(StoredRecord record) {
    return texts.get(
        "records.batchOf", record.batchBaseOffset(), record.batchRecords(), record.leaderEpoch());
  }

  /** Everything about a line, on as many lines as it takes. */
  String detail(RecordRow row) {
    return switch (row) {
      case RecordRow.Missing(Gap gap) -> "offset " + range(gap) + "\n" + why(gap);
      case RecordRow.Found found -> detail(found.record(), found.committed(), found.reordered());
    };
  }

  private String detail(StoredRecord record, boolean committed, boolean reordered) {
    StringBuilder all = new StringBuilder();
    all.append("offset ").append(record.offset());
    if (record.isControl()) {
      all.append(" · ").append(texts.get("records.marker", record.control()));
    }
    all.append(" · ")
        .append(committed ? texts.get("records.committed") : texts.get("records.uncommitted"))
        .append(reordered ? "\n⇅ " + texts.get("records.reordered") : "")
        .append('\n')
        .append(Timestamps.format(record.timestampMs()))
        .append(record.logAppendTime() ? " (LogAppendTime)" : " (CreateTime)")
        .append('\n');
    part(all, texts.get("records.key"), record.key());
    part(all, texts.get("records.value"), record.value());
    for (StoredRecord.Header header : record.headers()) {
      part(all, texts.get("records.header", header.key()), header.value());
    }
    all.append('\n').append(batch(record)).append(" · ").append(record.compression());
    if (record.producerId() >= 0) {
      all.append(
          "\nproducerId=%d epoch=%d sequence=%d"
              .formatted(record.producerId(), record.producerEpoch(), record.sequence()));
    }
    if (record.transactional()) {
      all.append("\n").append(texts.get("records.transactional"));
    }
    return all.toString();
  }

  private void part(StringBuilder all, String name, @Nullable Excerpt excerpt) {
    String full = Payload.full(excerpt, format);
    all.append('\n').append(name);
    if (excerpt == null) {
      all.append(": null\n");
      return;
    }
    all.append(" (").append(texts.get("records.bytes", Units.count(excerpt.length()))).append(')');
    if (excerpt.isCut()) {
      all.append(" · ").append(texts.get("records.cut", Units.count(excerpt.size())));
    }
    if (Payload.isOther(excerpt, format)) {
      all.append(" · ").append(texts.get("records.notJson"));
    }
    all.append('\n').append(full).append('\n');
  }
}
