package vivarium.desktop.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.engine.text.Wording;

/**
 * What is told of a session that the window recorded by itself.
 *
 * @param title what it was a session with; may be blank
 * @param lengthNanos how long it went on, in virtual time
 * @param ended when its file was changed last, by the wall clock
 * @param whole whether it was ended properly; otherwise the program crashed
 */
public record SessionSummary(Wording title, long lengthNanos, Instant ended, boolean whole) {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

  /** In one line: what it is of, how long it is, when and how it ended. */
  String words(Texts texts, ZoneId zone) {
    List<String> parts = new ArrayList<>();
    String name = title.in(texts.locale());
    if (!name.isBlank()) {
      parts.add(name);
    }
    parts.add(texts.get("recent.length", Units.span(lengthNanos)));
    String when = WHEN.withLocale(texts.locale()).format(ended.atZone(zone));
    parts.add(texts.get(whole ? "recent.ended" : "recent.crashed", when));
    return String.join(" · ", parts);
  }
}
