package vivarium.desktop.stage;

/**
 * Something that moves, at a moment: a message, or what {@link Effects} and {@link Timers} show.
 *
 * @param look what is drawn there, which is the same wherever it is: thousands of marks move at
 *     each frame, and only where they are is new
 */
public record Mark(double x, double y, Look look) {

  /**
   * What is drawn of a mark.
   *
   * @param form what it is
   * @param hues of the records it carries, at most {@link #MAX_HUES}, as {@link #withHue} puts them
   *     into one number: thousands of marks are walked through at each frame
   * @param records how many records it carries
   * @param tone colour of a message without records
   * @param size across, in pixels
   * @param strength how strongly it is drawn, 0 to 1
   * @param messageId whose message, or {@link #NO_MESSAGE}
   * @param part of an arc, 0 to 1; 1 for everything else
   */
  public record Look(
      Form form,
      int hues,
      int records,
      Tone tone,
      double size,
      double strength,
      long messageId,
      double part) {}

  /** A mark with a look of its own. */
  public Mark(
      double x,
      double y,
      Form form,
      int hues,
      int records,
      Tone tone,
      double size,
      double strength,
      long messageId,
      double part) {
    this(x, y, new Look(form, hues, records, tone, size, strength, messageId, part));
  }

  /** Of a mark that stands for no message. */
  static final long NO_MESSAGE = -1;

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
    WAITING,
    /** A leadership on its way to another replica. */
    CROWN,
    /** Opens or closes round what has changed. */
    RING,
    /** A timer: {@link Mark#part} of it is left. */
    ARC
  }

  private static final double SMALLEST_RING = 16;
  private static final double RING_AIR = 9;

  /** Of a mark that carries no records. */
  public static final int NO_HUES = 0;

  private static final int BITS = 4;
  private static final int MASK = (1 << BITS) - 1;

  /** Another hue behind those before. */
  public static int withHue(int hues, int hue) {
    int count = hues & MASK;
    return (hues + 1) | (hue + 1) << BITS * (count + 1);
  }

  public Form form() {
    return look.form;
  }

  public int hues() {
    return look.hues;
  }

  public int records() {
    return look.records;
  }

  public Tone tone() {
    return look.tone;
  }

  public double size() {
    return look.size;
  }

  public double strength() {
    return look.strength;
  }

  public long messageId() {
    return look.messageId;
  }

  public double part() {
    return look.part;
  }

  /** How many boxes it is drawn as. */
  public int hueCount() {
    return look.hues & MASK;
  }

  /** The hue of a box, 0 to {@link Hues#COUNT} - 1, or {@link Hues#NEUTRAL}. */
  public int hue(int box) {
    return (look.hues >> BITS * (box + 1) & MASK) - 1;
  }

  /** The same mark at another place. */
  Mark at(double otherX, double otherY) {
    return new Mark(otherX, otherY, look);
  }

  /** The same mark, weaker. */
  Mark faded(double factor) {
    return new Mark(
        x,
        y,
        look.form,
        look.hues,
        look.records,
        look.tone,
        look.size,
        look.strength * factor,
        look.messageId,
        look.part);
  }

  /** What marks it as selected: a ring with some air round all that is drawn of it. */
  Mark ring() {
    double wide = look.form == Form.RECORDS ? look.size * Math.max(1, hueCount()) : look.size;
    double across = Math.max(SMALLEST_RING, wide + RING_AIR);
    return new Mark(x, y, Form.RING, NO_HUES, 0, Tone.ACCENT, across, 1, NO_MESSAGE, 1);
  }

  /** Whether a click on it is for a message that can be told more of. */
  public boolean isMessageOnTheWay() {
    return look.messageId != NO_MESSAGE && look.form != Form.WAITING;
  }

  public boolean contains(double px, double py) {
    double reach = Math.max(7, look.size / 2 + 3);
    return Math.abs(px - x) <= reach && Math.abs(py - y) <= reach;
  }
}
