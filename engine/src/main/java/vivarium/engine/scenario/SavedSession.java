package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.GivenCommand;
import vivarium.engine.command.RecordedCommand;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/**
 * A session done by hand, as a scenario that plays the same again: the same cluster, given the same
 * commands at the same moments.
 *
 * @param scenario what to write
 * @param byHand those of its steps that a person did while a scenario was played; none if all are
 *     written as they were carried out
 * @param whyNotTheSame why it will not play the same, in a sentence; null if it will
 */
public record SavedSession(Scenario scenario, Set<Step> byHand, @Nullable Wording whyNotTheSame) {

  /**
   * Until then a cluster lacks what it begins with, for which a step without a turn would wait; if
   * something is done to it by then, it may lack it for longer.
   */
  private static final long BEGINNING_NANOS = 2_000_000_000L;

  private static final long DISTURBED_BEGINNING_NANOS = 10_000_000_000L;

  /**
   * Saves a session as it is now.
   *
   * @param name a short title
   * @param config the cluster it began with
   * @param given what it was given
   * @param nowNanos the virtual time
   * @param outsiders whether clients outside this process took part: what they sent is in no file
   */
  public static SavedSession of(
      Wording name, ClusterConfig config, CommandLog given, long nowNanos, boolean outsiders) {
    List<RecordedCommand> commands = given.all().stream().map(RecordedCommand::of).toList();
    return of(name, config, commands, given.forgotten(), nowNanos, outsiders);
  }

  /**
   * As above, of commands from a file.
   *
   * @param missing how many commands more were given
   */
  public static SavedSession of(
      Wording name,
      ClusterConfig config,
      List<RecordedCommand> commands,
      long missing,
      long nowNanos,
      boolean outsiders) {
    Wording whyNot = whyNot(missing, nowNanos, outsiders);
    long until = Math.min(nowNanos, TimeText.MAX_NANOS);
    return new SavedSession(
        new Scenario(name, about(nowNanos, whyNot), config, steps(commands, until), until),
        Set.of(),
        whyNot);
  }

  /**
   * A scenario that is being played, with what a person did so far beside its steps. Unlike what is
   * saved, it goes on to its end: its steps to come are in it, and its conditions are conditions. A
   * step that cannot be done after what the person did is passed over, as it was then.
   *
   * @param played what is played
   * @param given what the cluster was given so far, by steps and by hand
   * @param nowNanos the virtual time
   * @param outsiders whether clients outside this process took part
   */
  public static SavedSession goingOn(
      Scenario played, CommandLog given, long nowNanos, boolean outsiders) {
    List<GivenCommand> all = given.all();
    List<Step> steps = new ArrayList<>();
    Set<Step> byHand = new LinkedHashSet<>();
    int next = 0;
    for (Step step : played.steps()) {
      if (step.when() instanceof At(long nanos, long unused)) {
        for (; next < all.size() && comesBefore(all.get(next), nanos); next++) {
          addByHand(all.get(next), steps, byHand);
        }
      }
      steps.add(step.asIfPossible());
    }
    all.subList(next, all.size()).forEach(each -> addByHand(each, steps, byHand));
    return new SavedSession(
        played.withSteps(steps).withUntil(Math.max(played.untilNanos(), nowNanos)),
        byHand,
        whyNot(given.forgotten(), nowNanos, outsiders));
  }

  /** Whether a command came before the scenario's steps of a time, whose first was given then. */
  private static boolean comesBefore(GivenCommand each, long nanos) {
    return each.atNanos() < nanos || (each.atNanos() == nanos && !each.ofStep());
  }

  private static void addByHand(GivenCommand each, List<Step> steps, Set<Step> byHand) {
    if (!each.ofStep()) {
      RecordedCommand done = RecordedCommand.of(each);
      Step step = new Step(new At(done.atNanos(), done.turn()), done.text(), !done.accepted());
      steps.add(step);
      byHand.add(step);
    }
  }

  private static Wording about(long nowNanos, @Nullable Wording whyNotTheSame) {
    String after = TimeText.format(nowNanos);
    String english = "A session saved after %s of virtual time.".formatted(after);
    String korean = "가상 시간으로 %s 지났을 때 저장한 세션입니다.".formatted(after);
    return whyNotTheSame == null
        ? new Wording(english, korean)
        : new Wording(
            english + " " + whyNotTheSame.english(), korean + " " + whyNotTheSame.korean());
  }

  private static @Nullable Wording whyNot(long missing, long nowNanos, boolean outsiders) {
    if (outsiders) {
      return new Wording(
          "Clients outside took part, and what they sent is not in it: it does not play the same.",
          "바깥 클라이언트가 참여했고 그들이 보낸 것은 들어 있지 않아, 똑같이 재생되지 않습니다.");
    }
    if (missing > 0) {
      return new Wording(
          "Its last %d commands are not in it: more than %d were given."
              .formatted(missing, CommandLog.MAX),
          "명령이 %2$d개를 넘어 마지막 %1$d개는 들어 있지 않습니다.".formatted(missing, CommandLog.MAX));
    }
    return nowNanos > TimeText.MAX_NANOS
        ? new Wording(
            "It went on for longer than a scenario may: 24h.", "시나리오가 될 수 있는 시간(24h)보다 길었습니다.")
        : null;
  }

  private static List<Step> steps(List<RecordedCommand> given, long untilNanos) {
    List<Step> steps = new ArrayList<>();
    boolean disturbed = !given.isEmpty() && given.getFirst().atNanos() <= BEGINNING_NANOS;
    long begunNanos = disturbed ? DISTURBED_BEGINNING_NANOS : BEGINNING_NANOS;
    long lastAt = 0;
    long lastTurn = 0;
    for (RecordedCommand each : given) {
      if (each.atNanos() > untilNanos) {
        break;
      }
      boolean asUsual = each.atNanos() > lastAt ? each.settled() : each.turn() == lastTurn;
      asUsual &= each.atNanos() > begunNanos;
      lastAt = each.atNanos();
      lastTurn = each.turn();
      steps.add(
          new Step(
              new At(each.atNanos(), asUsual ? At.ALL_DUE : each.turn()),
              each.text(),
              !each.accepted()));
    }
    return steps;
  }
}
