package vivarium.desktop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.EventLine;

/** Chooses the moments of which a report has a picture. */
final class KeyMoments {

  /** Pictures of what happened; the end has one more. */
  static final int MAX_MOMENTS = 6;

  /** Events closer together than this are one happening. */
  private static final long APART_NANOS = 1_500_000_000L;

  /** So long after a happening, what it has done can be seen. */
  private static final long SEEN_AFTER_NANOS = 400_000_000L;

  private KeyMoments() {}

  /** A moment, and what happened until then, oldest first. */
  record Moment(long atNanos, List<EventLine> lines) {
    Moment {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The moments, in order; the last is the end.
   *
   * @param story what happened, oldest first
   */
  static List<Moment> of(List<EventLine> story, long endNanos) {
    List<List<EventLine>> happenings = new ArrayList<>();
    for (EventLine line : story) {
      if (weight(line) == 0) {
        continue;
      }
      if (happenings.isEmpty()
          || line.atNanos() - happenings.getLast().getLast().atNanos() > APART_NANOS) {
        happenings.add(new ArrayList<>());
      }
      happenings.getLast().add(line);
    }
    List<Moment> chosen =
        happenings.stream()
            .sorted(
                Comparator.comparingInt(
                        (List<EventLine> lines) ->
                            lines.stream().mapToInt(KeyMoments::weight).max().orElse(0))
                    .reversed())
            .limit(MAX_MOMENTS)
            .sorted(Comparator.comparingLong(lines -> lines.getFirst().atNanos()))
            .map(
                lines ->
                    new Moment(
                        Math.min(endNanos, lines.getLast().atNanos() + SEEN_AFTER_NANOS), lines))
            .toList();
    List<Moment> all = new ArrayList<>(chosen);
    if (all.isEmpty() || all.getLast().atNanos() < endNanos) {
      all.add(new Moment(endNanos, List.of()));
    }
    return all;
  }

  private static int weight(EventLine line) {
    return switch (line.tone()) {
      case BAD -> 4;
      case WARN -> 3;
      case COORDINATION -> 2;
      case GOOD -> 1;
      case PLAIN, MUTED, FAINT, ACCENT -> 0;
    };
  }

  /** How a tone is called in the page's style. */
  static String word(Tone tone) {
    return switch (tone) {
      case BAD -> "bad";
      case WARN -> "warn";
      case GOOD -> "good";
      case COORDINATION -> "coordination";
      case PLAIN, MUTED, FAINT, ACCENT -> "plain";
    };
  }
}
