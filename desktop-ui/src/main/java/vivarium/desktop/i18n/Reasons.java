package vivarium.desktop.i18n;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons that events give, which the engine words in English, in the window's language. */
final class Reasons {

  private static final Map<Pattern, String> KEYS =
      Map.of(
          Pattern.compile("no heartbeat for (\\d+) ms \\((.+)\\)"), "reason.noHeartbeat",
          Pattern.compile("controlled shutdown"), "reason.controlledShutdown",
          Pattern.compile("it asked to be fenced"), "reason.askedToBeFenced",
          Pattern.compile("member (.+) joined"), "reason.memberJoined",
          Pattern.compile("member (.+) rejoined"), "reason.memberRejoined",
          Pattern.compile("no heartbeat of member (.+) for (\\d+) ms \\((.+)\\)"),
              "reason.memberSilent",
          Pattern.compile("no members are left"), "reason.noMembers",
          Pattern.compile("all members have joined"), "reason.allJoined",
          Pattern.compile("members did not sync in time"), "reason.noSync",
          Pattern.compile("partitions assigned"), "reason.assigned");

  private Reasons() {}

  /** A reason that is not known here stays as it is. */
  static String of(String reason, Texts texts) {
    for (var known : KEYS.entrySet()) {
      Matcher matcher = known.getKey().matcher(reason);
      if (matcher.matches()) {
        Object[] parts = new Object[matcher.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = matcher.group(i + 1);
        }
        return texts.get(known.getValue(), parts);
      }
    }
    return reason;
  }
}
