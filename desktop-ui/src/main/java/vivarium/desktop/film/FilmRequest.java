package vivarium.desktop.film;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.text.TimeText;

/**
 * What was typed into the form of a film.
 *
 * @param from when it begins, such as {@code 00:08.000} or {@code 8s}
 * @param to when it ends
 * @param size such as {@code 960x600}
 * @param speed virtual seconds in a second of the film, such as {@code 0.5}
 */
public record FilmRequest(String from, String to, String size, String speed) {

  /** Pictures in a second of the film. */
  static final int FRAMES_PER_SECOND = 12;

  private static final long MILLI_NANOS = 1_000_000;

  /** The longest stretch that is suggested. */
  private static final long USUAL_NANOS = 10_000_000_000L;

  /** Where something stands in the form. */
  public enum Field {
    FROM,
    TO,
    SIZE,
    SPEED
  }

  /**
   * The stretch of virtual time that can be filmed.
   *
   * @param fromNanos from when on everything is remembered
   * @param toNanos the present
   */
  public record Reach(long fromNanos, long toNanos) {}

  /**
   * What becomes of a request.
   *
   * @param film what is asked for; none if something is wrong
   * @param wrong what is wrong, in a sentence each
   */
  public record Answer(Optional<Film> film, Map<Field, String> wrong) {}

  /**
   * The request that stands in the form at first: a stretch in whole milliseconds within reach, its
   * last ten seconds if it is not marked.
   *
   * @param headNanos the moment looked at
   */
  public static FilmRequest upTo(long headNanos, Reach reach) {
    long to = Math.min(headNanos, reach.toNanos());
    return between(to - USUAL_NANOS, to, reach);
  }

  /** As {@link #upTo}, of a stretch that is marked. */
  public static FilmRequest between(long fromNanos, long toNanos, Reach reach) {
    long from = Math.max(fromNanos, reach.fromNanos());
    long to = Math.min(toNanos, reach.toNanos());
    return new FilmRequest(
        Units.clock(-Math.floorDiv(-from, MILLI_NANOS) * MILLI_NANOS),
        Units.clock(to),
        FilmSize.USUAL.toString(),
        "1");
  }

  /**
   * Checks what was typed, each field and all of them together.
   *
   * @param texts the language of the answer and of the film
   */
  public Answer check(Reach reach, Appearance appearance, Texts texts) {
    Map<Field, String> wrong = new EnumMap<>(Field.class);
    long begin = time(Field.FROM, from, reach, texts, wrong);
    long end = time(Field.TO, to, reach, texts, wrong);
    FilmSize pixels = size(texts, wrong);
    double rate = speed(texts, wrong);
    if (wrong.isEmpty() && end <= begin) {
      wrong.put(Field.TO, texts.get("film.endsEarly", Units.clock(begin)));
    }
    if (!wrong.isEmpty()) {
      return new Answer(Optional.empty(), wrong);
    }
    Film film =
        new Film(
            begin,
            end,
            FRAMES_PER_SECOND,
            rate,
            pixels.width(),
            pixels.height(),
            appearance,
            texts.locale());
    tooMuch(film, texts, wrong);
    return new Answer(wrong.isEmpty() ? Optional.of(film) : Optional.empty(), wrong);
  }

  private static void tooMuch(Film film, Texts texts, Map<Field, String> wrong) {
    String frames = Units.count(film.frames());
    film.tooMuch()
        .ifPresent(
            what -> {
              switch (what) {
                case FRAMES -> {
                  String why =
                      texts.get(
                          "film.tooLong",
                          Units.span(film.toNanos() - film.fromNanos()),
                          Units.span(film.longestNanos()),
                          Units.count(Film.MAX_FRAMES));
                  wrong.put(Field.FROM, why);
                  wrong.put(Field.TO, why);
                }
                case PIXELS ->
                    wrong.put(
                        Field.SIZE,
                        texts.get(
                            "film.tooLarge", frames, Units.count(film.mostFramesOfThisSize())));
              }
            });
  }

  private static long time(
      Field field, String typed, Reach reach, Texts texts, Map<Field, String> wrong) {
    long nanos;
    try {
      nanos = TimeText.parseMomentNanos(typed.strip());
    } catch (IllegalArgumentException notATime) {
      wrong.put(field, texts.get("film.noTime"));
      return 0;
    }
    if (nanos < reach.fromNanos()) {
      wrong.put(field, texts.get("film.forgotten", Units.clock(reach.fromNanos())));
    } else if (nanos > reach.toNanos()) {
      wrong.put(field, texts.get("film.toCome", Units.clock(reach.toNanos())));
    }
    return nanos;
  }

  private FilmSize size(Texts texts, Map<Field, String> wrong) {
    Optional<FilmSize> parsed = FilmSize.parse(size.strip().toLowerCase(Locale.ROOT));
    if (parsed.isEmpty()) {
      wrong.put(Field.SIZE, texts.get("film.noSize", FilmSize.MIN, Units.count(FilmSize.MAX)));
    }
    return parsed.orElse(FilmSize.USUAL);
  }

  private double speed(Texts texts, Map<Field, String> wrong) {
    try {
      double parsed = Double.parseDouble(speed.strip());
      if (parsed >= Film.MIN_SPEED && parsed <= Film.MAX_SPEED) {
        return parsed;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    wrong.put(Field.SPEED, texts.get("film.noSpeed"));
    return 1;
  }
}
