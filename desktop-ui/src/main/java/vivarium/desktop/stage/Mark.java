package vivarium.desktop.stage;

import java.util.List;

/**
 * A message at a moment.
 *
 * @param form what it is
 * @param hues of the records it carries, at most {@link #MAX_HUES}; empty without records
 * @param records how many records it carries
 * @param tone colour of a message without records
 * @param size across, in pixels
 * @param strength how strongly it is drawn, 0 to 1
 * @param messageId whose message
 */
public record Mark(
    double x,
    double y,
    Form form,
    List<Integer> hues,
    int records,
    Tone tone,
    double size,
    double strength,
    long messageId) {

  /** More records than this are shown by their number. */
  public static final int MAX_HUES = 3;

  /** What a mark looks like. */
  public enum Form {
    /** Records on their way: boxes as in a log. */
    RECORDS,
    /** A request: a filled dot. */
    REQUEST,
    /** A reply: a hollow dot. */
    REPLY,
    /** A reply that says no: a diamond. */
    ERROR,
    /** Where a message was lost; {@link Mark#strength} falls as it fades. */
    BURST,
    /** A request that waits in a broker's purgatory. */
    WAITING
  }

  public Mark {
    hues = List.copyOf(hues);
  }

  /** The same mark at another moment. */
  Mark at(double otherX, double otherY) {
    return new Mark(otherX, otherY, form, hues, records, tone, size, strength, messageId);
  }

  public boolean contains(double px, double py) {
    double reach = Math.max(7, size / 2 + 3);
    return Math.abs(px - x) <= reach && Math.abs(py - y) <= reach;
  }
}
