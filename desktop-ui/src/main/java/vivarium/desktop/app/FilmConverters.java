package vivarium.desktop.app;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vivarium.desktop.export.Film;
import vivarium.desktop.theme.Appearance;

/** How the options of films and reports are read, as {@link Converters} reads the others. */
final class FilmConverters {

  private static final int MIN_SIZE = 320;
  private static final int MAX_SIZE = 3_840;
  private static final double MIN_SPEED = 0.01;
  private static final double MAX_SPEED = 100;

  private FilmConverters() {}

  /** Pixels across and down. */
  record Size(int width, int height) {}

  /** {@code 960x600}. */
  static final class OfSize implements ITypeConverter<Size> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

    @Override
    public Size convert(String value) {
      Matcher parts = FORM.matcher(value);
      if (parts.matches()) {
        Size size = new Size(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        if (isPossible(size.width()) && isPossible(size.height())) {
          return size;
        }
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be WIDTHxHEIGHT, each from %d to %d, such as 960x600"
              .formatted(value, MIN_SIZE, MAX_SIZE));
    }

    private static boolean isPossible(int pixels) {
      return pixels >= MIN_SIZE && pixels <= MAX_SIZE;
    }
  }

  /** Pictures a second. */
  static final class OfFramesPerSecond implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        int number = Integer.parseInt(value);
        if (number >= 1 && number <= Film.MAX_FRAMES_PER_SECOND) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Said below, as for a number out of range.
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be a whole number from 1 to %d"
              .formatted(value, Film.MAX_FRAMES_PER_SECOND));
    }
  }

  /** Virtual seconds a second. */
  static final class OfSpeed implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      try {
        double number = Double.parseDouble(value);
        if (number >= MIN_SPEED && number <= MAX_SPEED) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Said below, as for a number out of range.
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be a number from %s to %.0f, such as 0.5"
              .formatted(value, MIN_SPEED, MAX_SPEED));
    }
  }

  /** {@code dark} or {@code light}. */
  static final class OfAppearance implements ITypeConverter<Appearance> {
    @Override
    public Appearance convert(String value) {
      return switch (value) {
        case "dark" -> Appearance.DARK;
        case "light" -> Appearance.LIGHT;
        default ->
            throw new TypeConversionException(
                "'%s' is not valid: it must be dark or light".formatted(value));
      };
    }
  }

  /** {@code en} or {@code ko}. */
  static final class OfLanguage implements ITypeConverter<Locale> {
    @Override
    public Locale convert(String value) {
      return switch (value) {
        case "en" -> Locale.ENGLISH;
        case "ko" -> Locale.KOREAN;
        default ->
            throw new TypeConversionException(
                "'%s' is not valid: it must be en or ko".formatted(value));
      };
    }
  }
}
