package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import vivarium.engine.simulation.Outcome;

/** What the command {@code simulate} prints of a seed that went wrong. */
class SimulateCommandTest {

  private final StringWriter out = new StringWriter();

  private void print(@Nullable String violation, @Nullable RuntimeException thrown) {
    SimulateCommand command = new SimulateCommand();
    new CommandLine(command).parseArgs();
    Outcome outcome =
        new Outcome(
            1,
            0,
            0,
            new TreeMap<>(),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            violation == null ? 0 : 1,
            violation,
            thrown);
    command.printViolation(new PrintWriter(out, true), 7, outcome);
  }

  @Test
  void aMistakeInTheProgramIsPrintedWithItsStackTraceAndItsCause() {
    print(
        "the program failed: java.lang.IllegalStateException: no such replica (at 4.200 s)",
        new IllegalStateException("no such replica", new ArithmeticException("by zero")));

    assertThat(out.toString().lines())
        .startsWith(
            "seed 7: the program failed: java.lang.IllegalStateException: no such replica (at"
                + " 4.200 s)",
            "  to see it: ./vivarium run --seed 7 --random 0.5",
            "  java.lang.IllegalStateException: no such replica")
        .anyMatch(line -> line.startsWith("    at vivarium.desktop.app.SimulateCommandTest."))
        .contains("  java.lang.ArithmeticException: by zero");
  }

  @Test
  void nothingIsPrintedOfASeedThatHeld() {
    print(null, null);
    assertThat(out.toString()).isEmpty();
  }
}
