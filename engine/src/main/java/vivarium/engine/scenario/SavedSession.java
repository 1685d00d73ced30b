package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.CommandLog;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Step;

/**
 * A session done by hand, as a scenario that plays the same again: the same cluster, given the same
 * commands at the same moments.
 *
 * @param scenario what to write
 * @param whyNotTheSame why it will not play the same, in a sentence; null if it will
 */
public record SavedSession(Scenario scenario, @Nullable String whyNotTheSame) {

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
    String whyNot = whyNot(missing, nowNanos, outsiders);
    long until = Math.min(nowNanos, TimeText.MAX_NANOS);
    String after = TimeText.format(nowNanos);
    String reservation = whyNot == null ? "" : " " + whyNot;
    Wording about =
        new Wording(
            "A session saved after %s of virtual time.%s".formatted(after, reservation),
            "가상 시간으로 %s 지났을 때 저장한 세션입니다.%s".formatted(after, reservation));
    return new SavedSession(
        new Scenario(name, about, config, steps(commands, until), until), whyNot);
  }

  private static @Nullable String whyNot(long missing, long nowNanos, boolean outsiders) {
    if (outsiders) {
      return "Clients outside took part, and what they sent is not in it: it does not play the same.";
    }
    if (missing > 0) {
      return "Its last %d commands are not in it: more than %d were given."
          .formatted(missing, CommandLog.MAX);
    }
    return nowNanos > TimeText.MAX_NANOS ? "It went on for longer than a scenario may: 24h." : null;
  }

  private static List<Step> steps(List<RecordedCommand> given, long untilNanos) {
    List<Step> steps = new ArrayList<>();
    long lastAt = 0;
    long lastTurn = 0;
    for (RecordedCommand each : given) {
      if (each.atNanos() > untilNanos) {
        break;
      }
      boolean asUsual = each.atNanos() > lastAt ? each.settled() : each.turn() == lastTurn;
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
