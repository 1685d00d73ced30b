package vivarium.desktop.app;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmSize;
import vivarium.desktop.theme.Appearance;

/** How the options of films and reports are read, as {@link Converters} reads the others. */
final class FilmConverters {

  private FilmConverters() {}

  /** {@code 960x600}. */
  static final class OfSize implements ITypeConverter<FilmSize> {
    @Override
    public FilmSize convert(String value) {
      return FilmSize.parse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not valid: it must be WIDTHxHEIGHT, each from %d to %d, such as 960x600"
                          .formatted(value, FilmSize.MIN, FilmSize.MAX)));
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
        if (number >= Film.MIN_SPEED && number <= Film.MAX_SPEED) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Said below, as for a number out of range.
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be a number from %s to %.0f, such as 0.5"
              .formatted(value, Film.MIN_SPEED, Film.MAX_SPEED));
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
