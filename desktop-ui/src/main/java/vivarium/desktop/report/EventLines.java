package vivarium.desktop.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;

/** How events are written, one a line. */
public enum EventLines {
  /** As {@link EventJson} says. */
  JSON,

  /**
   * A table (RFC 4180) with a line of names: {@code seq}, {@code time_s} in virtual seconds, {@code
   * node}, {@code event}, {@code cause_seq} (0 for none), {@code sentence} in English, {@code data}
   * as JSON.
   */
  CSV;

  private static final String NAMES = "seq,time_s,node,event,cause_seq,sentence,data\r\n";
  private static final int NANO_DIGITS = 9;
  private static final Narrator NARRATOR = new Narrator(Texts.ENGLISH);

  /** What a file's name asks for. */
  public static EventLines of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSON;
  }

  /** What stands before the first event; empty if nothing does. */
  public String header() {
    return switch (this) {
      case JSON -> "";
      case CSV -> NAMES;
    };
  }

  /** One event, with the line's end. */
  public String line(Stamped stamped) {
    return switch (this) {
      case JSON -> EventJson.line(stamped) + "\n";
      case CSV ->
          Long.toString(stamped.seq())
              + ','
              + BigDecimal.valueOf(stamped.atNanos(), NANO_DIGITS).toPlainString()
              + ','
              + quoted(stamped.node().toString())
              + ','
              + EventJson.typeOf(stamped.event().getClass())
              + ','
              + stamped.causeSeq()
              + ','
              + quoted(NARRATOR.sentence(stamped))
              + ','
              + quoted(EventJson.data(stamped.event()))
              + "\r\n";
    };
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** Collects the events that a source hands on and writes them all. */
  public void write(Iterable<Stamped> events, Writer out) throws IOException {
    out.write(header());
    for (Stamped stamped : events) {
      out.write(line(stamped));
    }
  }

  /** The events of a stretch of time that are in a list. */
  public static List<Stamped> between(Iterable<Stamped> events, long fromNanos, long toNanos) {
    List<Stamped> chosen = new ArrayList<>();
    for (Stamped stamped : events) {
      if (stamped.atNanos() >= fromNanos && stamped.atNanos() <= toNanos) {
        chosen.add(stamped);
      }
    }
    return chosen;
  }
}
