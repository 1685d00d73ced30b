package vivarium.desktop.records;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vivarium.desktop.i18n.Units;
import vivarium.engine.api.RecordQuery;

/**
 * Timestamps of records as the window writes them. Whatever was made inside the cluster carries its
 * virtual time and is written as the window's clock; a client outside has a clock of its own.
 */
public final class Timestamps {

  /** What is later than this is no virtual time: a cluster does not run for so long. */
  private static final long MAX_VIRTUAL_MS = 7L * 24 * 3_600_000;

  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,3}):(\\d{2})(?:\\.(\\d{1,3}))?");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** A timestamp as the window writes it; a dash for none. */
  public static String format(long timestampMs) {
    long virtual = timestampMs - RecordQuery.VIRTUAL_EPOCH_MS;
    if (virtual >= 0 && virtual <= MAX_VIRTUAL_MS) {
      return Units.clock(virtual * 1_000_000);
    }
    return timestampMs < 0 ? "-" : DATE.format(Instant.ofEpochMilli(timestampMs));
  }

  /** Reads the window's clock, a date and time in UTC, or milliseconds; empty if it is neither. */
  static OptionalLong parse(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
      long seconds =
          hours * 3_600 + Long.parseLong(clock.group(2)) * 60 + Long.parseLong(clock.group(3));
      String fraction = clock.group(4) == null ? "0" : clock.group(4);
      long millis = Long.parseLong((fraction + "00").substring(0, 3));
      return OptionalLong.of(RecordQuery.VIRTUAL_EPOCH_MS + seconds * 1_000 + millis);
    }
    if (text.matches("\\d{1,18}")) {
      return OptionalLong.of(Long.parseLong(text));
    }
    try {
      String iso = text.replace(' ', 'T');
      return OptionalLong.of(
          Math.max(0, Instant.parse(iso.endsWith("Z") ? iso : iso + "Z").toEpochMilli()));
    } catch (DateTimeException notATime) {
      return OptionalLong.empty();
    }
  }
}
