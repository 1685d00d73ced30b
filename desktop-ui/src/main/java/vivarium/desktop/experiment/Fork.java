package vivarium.desktop.experiment;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.engine.command.CommandText;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/** Runs a session again beside itself, with one thing changed at a moment of it. */
public final class Fork {

  /** A fork goes on for at least so long after its change, so that there is something to see. */
  public static final long AFTER_NANOS = 20_000_000_000L;

  private static final Wording ORIGINAL = new Wording("as it was", "원래대로");

  private static final Wording OUTSIDERS =
      new Wording(
          "Clients from outside took part. What they sent is in no recording, so only the part of"
              + " the built-in clients is played again, on both sides.",
          "외부 클라이언트가 참여한 세션입니다. 그들이 보낸 내용은 녹화에 없으므로, 양쪽 모두 내장 클라이언트의 몫만" + " 다시 재생됩니다.");

  private Fork() {}

  /** The one thing that is changed. */
  public sealed interface Change {

    /** A command is carried out at the moment. */
    record Do(CommandText command) implements Change {}

    /** Every random choice is another, from the beginning on. */
    record Seed(long seed) implements Change {}
  }

  /**
   * Reads a change as a person types it: a command, or {@code seed 7}.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  public static Change parse(String typed) {
    String words = typed.strip();
    if (!words.startsWith("seed ")) {
      return new Change.Do(CommandText.parse(words, List.of("seed")));
    }
    String number = words.substring("seed ".length()).strip();
    try {
      return new Change.Seed(Long.parseLong(number));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no seed: it must be a whole number, such as 'seed 7'".formatted(number), e);
    }
  }

  /**
   * A session beside itself with one thing changed.
   *
   * @param session what was done, to its end
   * @param atNanos the moment of the change
   * @param outsiders whether clients outside the process took part
   */
  public static Experiment of(
      SavedSession session, long atNanos, Change change, boolean outsiders) {
    Wording caveat = outsiders ? OUTSIDERS : session.whyNotTheSame();
    return of(session.scenario(), session.byHand(), atNanos, change, caveat);
  }

  /**
   * A scenario beside itself with one thing changed. What its steps ask for and the change has made
   * impossible is passed over.
   *
   * @param atNanos the moment of the change
   */
  public static Experiment of(Scenario scenario, long atNanos, Change change) {
    return of(scenario, Set.of(), atNanos, change, null);
  }

  private static Experiment of(
      Scenario scenario, Set<Step> byHand, long atNanos, Change change, @Nullable Wording caveat) {
    long until =
        Math.min(Math.max(scenario.untilNanos(), atNanos + AFTER_NANOS), TimeText.MAX_NANOS);
    Scenario original = scenario.withUntil(until);
    Scenario changed =
        original.withSteps(original.steps().stream().map(Step::asIfPossible).toList());
    Set<Step> byHandChanged = byHand.stream().map(Step::asIfPossible).collect(toUnmodifiableSet());
    String at = TimeText.format(atNanos);
    return switch (change) {
      case Change.Do(CommandText command) -> {
        Step step = new Step(atNanos, command);
        List<Step> steps = new ArrayList<>(changed.steps());
        steps.add(step);
        yield new Experiment(
            original.name(),
            new Wording(
                "The same session twice; in B, '%s' at %s.".formatted(command.words(), at),
                "같은 세션을 두 번 실행합니다. B에서는 %s에 '%s'를 더합니다.".formatted(at, command.words())),
            new Side(ORIGINAL, original, byHand, null),
            new Side(Wording.of(command.words()), changed.withSteps(steps), byHandChanged, step),
            atNanos,
            caveat);
      }
      case Change.Seed(long seed) ->
          new Experiment(
              original.name(),
              new Wording(
                  "The same session twice, with seed %d and with seed %d: every random choice is another."
                      .formatted(original.cluster().seed(), seed),
                  "같은 세션을 시드 %d과 시드 %d로 두 번 실행합니다. 무작위 선택이 모두 달라집니다."
                      .formatted(original.cluster().seed(), seed)),
              new Side(Wording.of("seed " + original.cluster().seed()), original, byHand, null),
              new Side(Wording.of("seed " + seed), changed.withSeed(seed), byHandChanged, null),
              0,
              caveat);
    };
  }
}
