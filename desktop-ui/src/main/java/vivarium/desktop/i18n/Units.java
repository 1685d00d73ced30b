package vivarium.desktop.i18n;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times and numbers as the window writes them, the same in every language. */
public final class Units {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Units() {}

  /** Virtual time as a clock: {@code 00:41.318}; with hours from the first hour on. */
  public static String clock(long nanos) {
    long millis = Math.floorDiv(nanos, 1_000_000L);
    long seconds = millis / 1000;
    long hours = seconds / 3600;
    String rest =
        "%02d:%02d.%03d".formatted(seconds / 60 % 60, seconds % 60, Math.floorMod(millis, 1000L));
    return hours == 0 ? rest : hours + ":" + rest;
  }

  /** A clock for lists, to a tenth of a second: {@code 00:41.3}. */
  public static String shortClock(long nanos) {
    String exact = clock(nanos);
    return exact.substring(0, exact.length() - 2);
  }

  /** A span of time in the unit that suits it: {@code 350 ms}, {@code 6.1 s}, {@code 3 min}. */
  public static String span(long nanos) {
    double seconds = nanos / (double) NANOS_PER_SECOND;
    if (seconds < 1) {
      return "%d ms".formatted(Math.round(seconds * 1000));
    }
    if (seconds < 100) {
      return "%.1f s".formatted(seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3_600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60);
  }

  /** Ids as {@code 2,3,1}, or a dash for none. */
  public static String idsOrDash(List<Integer> ids) {
    return ids.isEmpty() ? "-" : ids(ids);
  }

  /** A count with a comma between thousands: {@code 4,812}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As {@link #count}, and a dash for what is not known, which is below zero. */
  public static String countOrDash(long number) {
    return number < 0 ? "–" : count(number);
  }

  /** A rate without needless digits: {@code 2}, {@code 0.5}. */
  public static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? Long.toString((long) perSecond)
        : "%.2f".formatted(perSecond).replaceAll("0+$", "");
  }

  /** A measured rate: whole from ten on, with one digit below. */
  public static String roundRate(double perSecond) {
    return perSecond >= 10 ? count(Math.round(perSecond)) : rate(Math.round(perSecond * 10) / 10.0);
  }

  /** Broker ids as Kafka's tools list them: {@code 1,2,3}. */
  public static String ids(List<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
