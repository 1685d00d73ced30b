package vivarium.engine.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of virtual time as people write them: {@code 8s}, {@code 500ms}, {@code 1m30s}; and
 * moments of it, for which the clock is read too: {@code 01:30.5}.
 */
public final class TimeText {

  /** The longest that can be asked for: a day, beyond which a slip of the keys is likelier. */
  public static final long MAX_NANOS = 24L * 3_600 * 1_000_000_000;

  /** What is valid, in words. */
  public static final String VALID = "a time such as 30s, 500ms or 1m30s, at most 24h";

  /** What is valid for a moment, in words. */
  static final String VALID_MOMENT = "a time such as 62.5s, 1m30s or 01:02.5, at most 24h";

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

  /** Hours are there only if minutes are below 60. */
  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,2}):(?=[0-5]?\\d:))?(\\d{1,4}):([0-5]?\\d(?:\\.\\d{1,9})?)");

  private TimeText() {}

  /**
   * Nanoseconds of a time such as {@code 8s}.
   *
   * @throws IllegalArgumentException saying what would be valid
   */
  public static long parseNanos(String text) {
    Matcher matcher = PART.matcher(text);
    BigDecimal total = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      total = total.add(new BigDecimal(matcher.group(1)).multiply(unitNanos(matcher.group(2))));
      end = matcher.end();
    }
    if (text.isEmpty()
        || end != text.length()
        || total.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw new IllegalArgumentException(
          "'%s' is not valid: it must be %s".formatted(Quoted.of(text), VALID));
    }
    return total.longValue();
  }

  /**
   * Nanoseconds of a moment, since the cluster began: a length such as {@code 62.5s}, or what a
   * clock shows, such as {@code 01:02.500} or {@code 1:02.5}, with hours before it or not. The
   * beginning needs no unit: {@code 0}.
   *
   * @throws IllegalArgumentException saying what would be valid
   */
  public static long parseMomentNanos(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher clock = CLOCK.matcher(text);
    String hours = clock.matches() && clock.group(1) != null ? clock.group(1) + "h" : "";
    String length = clock.matches() ? hours + clock.group(2) + "m" + clock.group(3) + "s" : text;
    try {
      return parseNanos(length);
    } catch (IllegalArgumentException notALength) {
      throw new IllegalArgumentException(
          "'%s' is not valid: it must be %s".formatted(Quoted.of(text), VALID_MOMENT), notALength);
    }
  }

  private static BigDecimal unitNanos(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        });
  }

  /** The shortest text that {@link #parseNanos} reads as exactly this, in one unit. */
  public static String exact(long nanos) {
    if (nanos != 0 && nanos % 1_000_000_000 == 0) {
      return nanos / 1_000_000_000 + "s";
    }
    boolean inSeconds = nanos >= 1_000_000_000;
    return BigDecimal.valueOf(nanos, inSeconds ? 9 : 6).stripTrailingZeros().toPlainString()
        + (inSeconds ? "s" : "ms");
  }

  /** A moment of virtual time for a list: {@code 00:08.350}. */
  public static String format(long nanos) {
    long millis = nanos / 1_000_000;
    return String.format(
        Locale.ROOT, "%02d:%02d.%03d", millis / 60_000, millis / 1_000 % 60, millis % 1_000);
  }
}
