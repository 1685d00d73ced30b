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
public record SavedSession(Scenario scenario, @Nullable Wording whyNotTheSame) {

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
        new Scenario(name, about(nowNanos, whyNot), config, steps(commands, until), until), whyNot);
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
    long lastAt = 0;
    long lastTurn = 0;
    for (RecordedCommand each : given) {
      if (each.atNanos() > untilNanos) {
        break;
      }
      boolean asUsual = each.atNanos() > lastAt ? each.settled() : each.turn() == lastTurn;
      // At the very beginning only what names servers is usual.
      asUsual &= each.atNanos() > 0;
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
