package vivarium.desktop.film;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pixels across and down, each from {@link #MIN} to {@link #MAX}. */
public record FilmSize(int width, int height) {

  public static final int MIN = 320;
  public static final int MAX = 3_840;

  /** The size of a film of which nobody says another. */
  public static final FilmSize USUAL = new FilmSize(960, 600);

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

  /** A size such as {@code 960x600}; none if it is written otherwise or not possible. */
  public static Optional<FilmSize> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(parts.group(1));
    int height = Integer.parseInt(parts.group(2));
    return isPossible(width) && isPossible(height)
        ? Optional.of(new FilmSize(width, height))
        : Optional.empty();
  }

  private static boolean isPossible(int pixels) {
    return pixels >= MIN && pixels <= MAX;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
