package vivarium.desktop.i18n;

import java.util.List;
import java.util.Objects;
import vivarium.engine.scenario.StepTold;

/** Steps of a scenario that had not come when its story was over, in words. */
public final class StepsLeft {

  private StepsLeft() {}

  /** A sentence for each: which it is, and what it waited for. */
  public static List<String> of(List<StepTold> left, Texts texts) {
    return left.stream()
        .map(
            each ->
                texts.get(
                    "summary.stepLeft",
                    each.number(),
                    each.of(),
                    each.step().command().words(),
                    new Narrator(texts).reason(Objects.requireNonNull(each.refusal()))))
        .toList();
  }
}
