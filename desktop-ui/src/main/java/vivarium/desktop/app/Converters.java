package vivarium.desktop.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Profile;
import vivarium.engine.text.TimeText;

/** How options are read; each refuses a bad value by saying what would be valid. */
final class Converters {

  private static final long MAX_COUNT = 100_000_000;
  private static final int MAX_MINUTES = 1_440;
  private static final double NANOS_PER_MINUTE = 60e9;

  static final int MAX_PORT = 65_535;

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

  /** {@code kraft} or {@code zookeeper}. */
  static final class OfCoordination implements ITypeConverter<CoordinationMode> {
    @Override
    public CoordinationMode convert(String value) {
      for (CoordinationMode mode : CoordinationMode.values()) {
        if (mode.word().equals(value)) {
          return mode;
        }
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be kraft or zookeeper".formatted(value));
    }
  }

  /** A seed: any whole number of 64 bits. */
  static final class OfSeed implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number, such as 7");
    }
  }

  /** How many brokers. */
  static final class OfBrokers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      int most = ClusterConfig.MAX_BROKERS;
      return (int) whole(value, 1, most, "a whole number from 1 to " + most);
    }
  }

  /** A port; whether there is room above it for all brokers is the command's to say. */
  static final class OfPort implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return (int)
          whole(value, 0, MAX_PORT, "a port from 1 to " + MAX_PORT + ", or 0 for any free ones");
    }
  }

  /** How many controllers vote. */
  static final class OfControllers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      String valid = "1, 3 or " + ClusterConfig.MAX_CONTROLLERS;
      int controllers = (int) whole(value, 1, ClusterConfig.MAX_CONTROLLERS, valid);
      if (controllers % 2 == 0) {
        throw new TypeConversionException(
            "'%s' is not valid: it must be %s, since an even number survives no more failures"
                .formatted(value, valid));
      }
      return controllers;
    }
  }

  private static long whole(String value, long least, long most, String valid) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    throw new TypeConversionException("'%s' is not valid: it must be %s".formatted(value, valid));
  }

  /** How many of something, 1 or more. */
  static final class OfCount implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return whole(value, 1, MAX_COUNT, "a whole number from 1 to " + MAX_COUNT);
    }
  }

  /** Virtual minutes, to nanoseconds. */
  static final class OfMinutes implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        double minutes = Double.parseDouble(value);
        if (minutes > 0 && minutes <= MAX_MINUTES) {
          return Math.round(minutes * NANOS_PER_MINUTE);
        }
      } catch (NumberFormatException notANumber) {
        // Said below, as for a number out of range.
      }
      throw new TypeConversionException(
          "'%s' is not valid: it must be minutes above 0, up to %d, such as 0.5"
              .formatted(value, MAX_MINUTES));
    }

    /** So that it can be read back. */
    static String format(long nanos) {
      return Double.toString(nanos / NANOS_PER_MINUTE);
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

  /** A moment of virtual time, in nanoseconds. */
  static final class OfTime implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return TimeText.parseMomentNanos(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
