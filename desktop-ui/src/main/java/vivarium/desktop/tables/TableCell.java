package vivarium.desktop.tables;

import vivarium.desktop.stage.Tone;

/**
 * What stands in one column of one row.
 *
 * @param text as it is read
 * @param number what it is sorted by before its text; {@link #WORDS} if only words count
 * @param tone what its colour says
 */
public record TableCell(String text, double number, Tone tone) implements Comparable<TableCell> {

  /** The number of what is no number. */
  public static final double WORDS = Double.NEGATIVE_INFINITY;

  /** Where nothing is known or committed, as Kafka's tools write it; never 0. */
  public static final TableCell NONE = new TableCell("-", WORDS, Tone.MUTED);

  static TableCell words(String text) {
    return words(text, Tone.PLAIN);
  }

  static TableCell words(String text, Tone tone) {
    return text.isEmpty()
        ? new TableCell("-", WORDS, Tone.MUTED)
        : new TableCell(text, WORDS, tone);
  }

  static TableCell number(long number) {
    return number(number, Tone.PLAIN);
  }

  static TableCell number(long number, Tone tone) {
    return new TableCell(Long.toString(number), number, tone);
  }

  /** A state with the sign of its tone, since no meaning is by colour alone. */
  static TableCell state(String word, double rank, Tone tone) {
    String sign =
        switch (tone) {
          case GOOD -> "✓ ";
          case WARN -> "▲ ";
          case BAD -> "✗ ";
          case PLAIN, MUTED, FAINT, ACCENT, COORDINATION -> "";
        };
    return new TableCell(sign + word, rank, tone);
  }

  /** A number, or a dash for one that is not known, which is below zero. */
  static TableCell orNone(long number) {
    return number < 0 ? NONE : number(number);
  }

  @Override
  public int compareTo(TableCell other) {
    int byNumber = Double.compare(number, other.number);
    return byNumber != 0 ? byNumber : text.compareTo(other.text);
  }
}
