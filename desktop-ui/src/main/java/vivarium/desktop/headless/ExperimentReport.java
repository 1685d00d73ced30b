package vivarium.desktop.headless;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.experiment.Difference;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.Measure;
import vivarium.desktop.experiment.Outcome;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.Stamped;
import vivarium.engine.text.TimeText;

/**
 * What an experiment showed, for a terminal: the first difference, the table and the steps that
 * never came.
 *
 * @param result of both runs
 */
public record ExperimentReport(ExperimentResult result) {

  private static final int MEASURE_WIDTH = 34;
  private static final int MIN_WIDTH = 10;
  private static final int GAP = 3;

  /** Prints it. */
  public void print(PrintWriter out) {
    out.println(
        "%s. %s"
            .formatted(
                result.experiment().name().english(), result.experiment().about().english()));
    if (result.experiment().caveat() != null) {
      out.println(result.experiment().caveat().english());
    }
    out.println();
    Difference first = result.first();
    printDifference(
        out,
        result.shown() == null && first != null
            ? "No event of the list differs. First one that does: "
            : "First difference: ",
        first);
    out.println();
    printTable(out);
    result.stepsLeft(Texts.ENGLISH).forEach(out::println);
    out.flush();
  }

  private void printDifference(PrintWriter out, String what, @Nullable Difference difference) {
    if (difference == null) {
      out.println(what + "none");
      return;
    }
    out.println(what + TimeText.format(difference.atNanos()));
    printSide(out, a(), difference.a());
    printSide(out, b(), difference.b());
  }

  private static void printSide(PrintWriter out, String label, @Nullable Stamped stamped) {
    String what =
        stamped == null
            ? "nothing of the kind within a second"
            : "%s  %s"
                .formatted(
                    TimeText.format(stamped.atNanos()),
                    new Narrator(Texts.ENGLISH).sentence(stamped));
    out.println("  %s: %s".formatted(label, what));
  }

  private void printTable(PrintWriter out) {
    Outcome a = result.a().outcome();
    Outcome b = result.b().outcome();
    int widthA = Math.max(MIN_WIDTH, a().length());
    int widthB = Math.max(MIN_WIDTH, b().length()) + GAP;
    String format = "%-" + MEASURE_WIDTH + "s%" + (widthA + GAP) + "s%" + widthB + "s%n";
    out.printf(Locale.ROOT, format, "", a(), b());
    for (Measure measure : Outcome.worthShowing(a, b)) {
      out.printf(
          Locale.ROOT,
          format,
          measure.title(Texts.ENGLISH),
          measure.format(a.of(measure)),
          measure.format(b.of(measure)));
    }
  }

  private String a() {
    return result.experiment().a().label().english();
  }

  private String b() {
    return result.experiment().b().label().english();
  }
}
