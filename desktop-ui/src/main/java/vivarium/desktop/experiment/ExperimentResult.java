package vivarium.desktop.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.StepsLeft;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.engine.scenario.StepTold;

/**
 * Both runs from beginning to end, and what differs. Its sessions are used by one thread at a time.
 *
 * @param experiment what was compared
 * @param a the one run
 * @param b the other
 * @param inTraces the first event of any kind at which they part; null if they are the same
 * @param shown the first difference that people see; null if there is none
 */
public record ExperimentResult(
    Experiment experiment,
    Run a,
    Run b,
    @Nullable Difference inTraces,
    @Nullable Difference shown) {

  /**
   * A run that has ended.
   *
   * @param tape all that happened in it
   * @param session has lived through all of it, and looks at any moment of it
   * @param outcome its figures
   * @param left the steps that had not come at its end, and what they waited for
   */
  public record Run(Tape tape, ClusterSession session, Outcome outcome, List<StepTold> left) {}

  /** Whether every step of both runs came. */
  public boolean isWhole() {
    return a.left().isEmpty() && b.left().isEmpty();
  }

  /**
   * The steps that never came, in words.
   *
   * @return a line for each, with the side it is of
   */
  public List<String> stepsLeft(Texts texts) {
    return Stream.concat(
            told(experiment.a(), a.left(), texts), told(experiment.b(), b.left(), texts))
        .toList();
  }

  private static Stream<String> told(Side side, List<StepTold> left, Texts texts) {
    String label = side.label().in(texts.locale());
    return StepsLeft.of(left, texts).stream().map(step -> "%s: %s".formatted(label, step));
  }

  /** The difference that a person looks for: the first that shows, or else the first of all. */
  public @Nullable Difference first() {
    return shown == null ? inTraces : shown;
  }
}
