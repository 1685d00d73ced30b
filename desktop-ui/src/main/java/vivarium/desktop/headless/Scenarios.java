package vivarium.desktop.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vivarium.desktop.experiment.ComparisonFile;
import vivarium.engine.json.MistakesException;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.ScenarioFile;

/** Where scenarios come from. */
public final class Scenarios {

  private static final String DEFAULT = "leader-crash";
  private static final String CLASSROOM = "classroom";

  /** A scenario is a page of text; far more is some other file. */
  private static final long MAX_BYTES = 4 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Those that come with the program, as their files are named, the best to begin with first. */
  private static final List<String> BUNDLED =
      List.of(
          CLASSROOM,
          DEFAULT,
          "min-isr-refused",
          "follower-lags",
          "acks-one-loses",
          "order-and-retries",
          "unclean-election",
          "last-replica-standing",
          "network-split",
          "controller-failover",
          "quorum-lost",
          "zookeeper-session-expired",
          "rolling-restart",
          "preferred-leader",
          "reassignment",
          "broker-replaced",
          "rack-fails",
          "power-loss",
          "slow-disk");

  private Scenarios() {}

  /** Every scenario that comes with the program. */
  public static List<Scenario> bundled() {
    return BUNDLED.stream().map(Scenarios::bundled).toList();
  }

  /** What the window opens on if nothing is named: all that happens there is up to the person. */
  public static Scenario classroom() {
    return bundled(CLASSROOM);
  }

  /** The scenario that is played if none is named. */
  public static Scenario byDefault() {
    return bundled(DEFAULT);
  }

  /** A scenario that comes with the program, by its name without {@code .json}. */
  public static Scenario bundled(String name) {
    String file = name + ".json";
    try (InputStream in = Scenarios.class.getResourceAsStream("/assets/scenarios/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its scenario " + name);
      }
      return ScenarioFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | MistakesException e) {
      throw new IllegalStateException("the program's own scenario cannot be read", e);
    }
  }

  /** Reads a text that is said to be a scenario. */
  private interface Parser {
    Scenario parse(String source, String text) throws MistakesException;
  }

  /**
   * Reads a scenario file, to play it by itself.
   *
   * @throws BadValueException saying what is wrong with it
   */
  public static Scenario read(Path file) {
    return read(file, ScenarioFile::parse);
  }

  /**
   * Reads a scenario file, for a cluster that clients from outside can join.
   *
   * @throws BadValueException saying what is wrong with it
   */
  public static Scenario readOpen(Path file) {
    return read(file, ScenarioFile::parseOpen);
  }

  private static Scenario read(Path file, Parser parser) {
    try {
      String text = text(file);
      if (ComparisonFile.isMeant(text)) {
        throw new BadValueException(
            file + " is a comparison of two runs; play it with './vivarium compare'");
      }
      return parser.parse(file.toString(), text);
    } catch (MistakesException e) {
      throw new BadValueException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads the text of a scenario or of a comparison.
   *
   * @throws BadValueException saying why it cannot be read
   */
  static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadValueException(file + " is a folder, not a scenario");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new BadValueException(
            "%s is larger than %d MiB: that is no scenario".formatted(file, MAX_BYTES >> 20));
      }
      if (OpenedFile.isRecording(file)) {
        throw new BadValueException(file + " is a recording; './vivarium replay' looks at one");
      }
      return withoutMark(Files.readString(file));
    } catch (MalformedInputException e) {
      throw new BadValueException(file + " is not text in UTF-8", e);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  /** A text without the mark that some editors begin UTF-8 with. */
  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
