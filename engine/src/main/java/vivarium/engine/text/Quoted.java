package vivarium.engine.text;

/** Words of a person's own, as they are quoted in a message of one line. */
public final class Quoted {

  /** What is longer is a slip, and its beginning is enough to know it by. */
  private static final int MAX_CHARS = 60;

  /** Longer than any message of ours, even with the names of all APIs. */
  private static final int MAX_MESSAGE_CHARS = 2_000;

  private Quoted() {}

  /** What somebody wrote, cut to a length at which a message can still be read. */
  public static String of(String text) {
    return cut(text, MAX_CHARS);
  }

  /** A message in which such words may stand that nobody has quoted by this. */
  public static String message(String text) {
    return cut(text, MAX_MESSAGE_CHARS);
  }

  private static String cut(String text, int max) {
    int end = text.offsetByCodePoints(0, Math.min(max, text.codePointCount(0, text.length())));
    String shown = end == text.length() ? text : text.substring(0, end) + "…";
    return shown.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "\uFFFD");
  }
}
