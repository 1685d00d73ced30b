package vivarium.desktop.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import vivarium.desktop.experiment.ComparisonFile;
import vivarium.desktop.experiment.Experiment;

/** Where comparisons come from. */
public final class Comparisons {

  /** Those that come with the program, as their files are named, in the order of a lesson. */
  public static final List<String> BUNDLED =
      List.of(
          "acks",
          "min-isr",
          "idempotence",
          "unclean",
          "elr",
          "coordination",
          "session-timeout",
          "rebalance-eager-cooperative",
          "rebalance-classic-consumer",
          "flush");

  private Comparisons() {}

  /** Every comparison that comes with the program. */
  public static List<Experiment> bundled() {
    return BUNDLED.stream().map(Comparisons::bundled).toList();
  }

  /** A comparison that comes with the program, by its name without {@code .json}. */
  public static Experiment bundled(String name) {
    String file = name + ".json";
    try (InputStream in = Comparisons.class.getResourceAsStream("/assets/comparisons/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its comparison " + name);
      }
      return ComparisonFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("the program's own comparison cannot be read", e);
    }
  }

  /**
   * Reads a comparison by its name or from its file.
   *
   * @throws BadValueException saying what is wrong with it
   */
  public static Experiment read(String nameOrFile) {
    if (BUNDLED.contains(nameOrFile)) {
      return bundled(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!file.toFile().exists()) {
      throw new BadValueException(
          "there is no file and no comparison %s; the comparisons are %s"
              .formatted(nameOrFile, String.join(", ", BUNDLED)));
    }
    String text = OpenedFile.isRecording(file) ? "" : Scenarios.text(file);
    if (!ComparisonFile.isMeant(text)) {
      throw new BadValueException(
          file
              + " is not a comparison. To compare a scenario or a recording with itself, say what is"
              + " changed: --at 8s --change \"kill 2\", or --seed 7");
    }
    try {
      return ComparisonFile.parse(file.toString(), text);
    } catch (IllegalArgumentException e) {
      throw new BadValueException(String.valueOf(e.getMessage()), e);
    }
  }
}
