package vivarium.desktop.film;

import java.util.Locale;
import java.util.Optional;
import vivarium.desktop.theme.Appearance;

/**
 * What a film shows, and how.
 *
 * @param fromNanos virtual time of its first picture
 * @param toNanos virtual time at which it ends; later than the first
 * @param framesPerSecond pictures in a second of the film, 1 to {@link #MAX_FRAMES_PER_SECOND}
 * @param speed virtual seconds in a second of the film
 * @param width in pixels
 * @param height in pixels
 */
public record Film(
    long fromNanos,
    long toNanos,
    int framesPerSecond,
    double speed,
    int width,
    int height,
    Appearance appearance,
    Locale locale) {

  /** Most viewers show a GIF no faster. */
  public static final int MAX_FRAMES_PER_SECOND = 50;

  /** Pictures of one film. */
  public static final int MAX_FRAMES = 3_000;

  /** Pixels of all pictures together: half an hour of work for a machine, and a huge file. */
  private static final long MAX_PIXELS = 4_000_000_000L;

  /** The least and the most virtual seconds in a second of a film. */
  public static final double MIN_SPEED = 0.01;

  public static final double MAX_SPEED = 100;

  private static final double SECOND_NANOS = 1e9;

  /** Of what a film has more than anybody waits for. */
  public enum TooMuch {
    FRAMES,
    PIXELS
  }

  /** Of what it has too much, if so; such a film is not made. */
  public Optional<TooMuch> tooMuch() {
    if (frames() > MAX_FRAMES) {
      return Optional.of(TooMuch.FRAMES);
    }
    return frames() > mostFramesOfThisSize() ? Optional.of(TooMuch.PIXELS) : Optional.empty();
  }

  /** How many pictures as large as these can be in a film. */
  public long mostFramesOfThisSize() {
    return Math.min(MAX_FRAMES, MAX_PIXELS / ((long) width * height));
  }

  /** How much virtual time can be in a film of this size and speed, in nanoseconds. */
  public long longestNanos() {
    return (long) (mostFramesOfThisSize() * speed * SECOND_NANOS / framesPerSecond);
  }

  /** How many pictures it has. */
  public long frames() {
    double seconds = (toNanos - fromNanos) / SECOND_NANOS / speed;
    return Math.max(1, Math.round(seconds * framesPerSecond));
  }

  /** Virtual time of a picture. */
  public long atNanos(long frame) {
    return fromNanos + Math.round(frame * speed * SECOND_NANOS / framesPerSecond);
  }

  /** How long after the first a picture is shown, in nanoseconds of the film. */
  public long shownNanos(long frame) {
    return Math.round(frame * SECOND_NANOS / framesPerSecond);
  }

  /** How long a picture is shown, in milliseconds, so that rounding never adds up. */
  public int delayMillis(long frame, int unitMillis) {
    long begins = Math.round(frame * 1_000.0 / framesPerSecond / unitMillis);
    long ends = Math.round((frame + 1) * 1_000.0 / framesPerSecond / unitMillis);
    return (int) (ends - begins) * unitMillis;
  }
}
