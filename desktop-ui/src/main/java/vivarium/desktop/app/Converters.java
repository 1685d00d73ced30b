package vivarium.desktop.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.scenario.TimeText;

/** How options are read; each refuses a bad value by saying what would be valid. */
final class Converters {

  private Converters() {}

  /** {@code instant}, {@code realistic} or {@code classroom}. */
  static final class OfProfile implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String value) {
      for (Profile profile : Profile.values()) {
        if (profile.word().equals(value)) {
          return profile;
        }
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be %s"
              .formatted(
                  value,
                  Arrays.stream(Profile.values())
                      .map(Profile::word)
                      .collect(Collectors.joining(" or "))));
    }
  }

  /** {@code name:partitions:rf}. */
  static final class OfTopic implements ITypeConverter<TopicSpec> {
    @Override
    public TopicSpec convert(String value) {
      String[] parts = value.split(":", -1);
      if (parts.length != 3) {
        throw notValid(value);
      }
      try {
        return TopicSpec.of(parts[0], number(value, parts[1]), number(value, parts[2]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }

    private static int number(String value, String part) {
      try {
        return Integer.parseInt(part);
      } catch (NumberFormatException e) {
        throw notValid(value);
      }
    }

    private static TypeConversionException notValid(String value) {
      return new TypeConversionException(
          "'%s' is not valid: it must be name:partitions:replicationFactor, such as orders:3:3"
              .formatted(value));
    }
  }

  /** A length of virtual time, in nanoseconds. */
  static final class OfTime implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return TimeText.parseNanos(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
