package vivarium.engine.scenario;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of virtual time as people write them: {@code 8s}, {@code 500ms}, {@code 1m30s}. */
public final class TimeText {

  /** The longest that can be asked for: a day, beyond which a slip of the keys is likelier. */
  public static final long MAX_NANOS = 24L * 3_600 * 1_000_000_000;

  /** What is valid, in words. */
  public static final String VALID = "a time such as 30s, 500ms or 1m30s, at most 24h";

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

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
