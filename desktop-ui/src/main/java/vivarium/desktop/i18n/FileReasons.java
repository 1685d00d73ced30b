package vivarium.desktop.i18n;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a file, which the readers of scenarios and recordings word in English, in the
 * window's language.
 */
public final class FileReasons {

  private record Known(Pattern pattern, String key) {
    static Known of(String regex, String key) {
      return new Known(Pattern.compile(regex, Pattern.DOTALL), key);
    }
  }

  /** The first that fits counts; what stands in parentheses is worded in its turn. */
  private static final List<Known> KNOWN =
      List.of(
          // Of any file.
          Known.of("there is no file (.+)", "file.none"),
          Known.of("(.+) may not be read: permission denied", "file.denied"),
          Known.of("(.+) is a folder, not .+", "file.folder"),
          Known.of("(.+?):? (?:the file )?is empty: it .+", "file.empty"),
          Known.of("(.+) is no scenario and no recording: .+", "file.neither"),
          Known.of("(.+) is a comparison of two runs; .+", "file.comparison"),
          Known.of("(.+) needs more memory than this program may have", "file.memory"),
          Known.of("another file is being opened; wait until it is there", "file.busy"),
          // Of a recording.
          Known.of(
              "(.+) is a recording of version (\\d+), and this program reads version (\\d+): .+",
              "file.newerRecording"),
          Known.of("(.+) is no recording: its first line is not that of one", "file.notRecording"),
          Known.of("(.+) is no recording that can be read: (.+)", "file.unreadable"),
          Known.of(
              "(.+) has no end: whatever wrote it was stopped\\. (\\S+) events up to (\\S+) were"
                  + " read",
              "file.noEnd"),
          Known.of(
              "(.+), line (\\d+): (.+)\\. (\\S+) events up to (\\S+) were read", "file.damaged"),
          Known.of("it ends in its middle", "file.endsInMiddle"),
          Known.of("it is damaged here, and cannot be unpacked", "file.cannotUnpack"),
          Known.of("it is not JSON", "file.notJson"),
          Known.of("the line ends in its middle", "file.lineEnds"),
          Known.of("the line is longer than (\\d+) MiB", "file.lineLong"),
          Known.of("the line is not text in UTF-8", "file.lineNotText"),
          Known.of("more than (\\S+) events are in it", "file.manyEvents"),
          Known.of("more than (\\d+) MiB are in it", "file.manyBytes"),
          Known.of("something follows after its end", "file.afterEnd"),
          Known.of("it is none of an event, a command, an answer and the end", "file.otherLine"),
          Known.of("event (\\d+) does not fit what came before it", "file.eventUnfit"),
          Known.of("event (\\d+) follows event (\\d+)", "file.eventMissing"),
          Known.of("event (\\d+) comes before what led to it", "file.eventEarly"),
          Known.of("([A-Za-z]+) is not valid", "file.fieldNotValid"),
          // Of a scenario.
          Known.of(
              "(.+): \\$\\.vivarium = (\\d+) is a newer format than this program reads, which is"
                  + " (\\d+): .+",
              "file.newerScenario"),
          Known.of("(.+) is larger than (\\d+) MiB: that is no scenario", "file.large"),
          Known.of("(.+) is not text in UTF-8", "file.notText"),
          Known.of("(.+): line (\\d+), column (\\d+): (.+)", "file.badJson"),
          Known.of("this is not JSON at (.+?)(?:: .+)?", "file.notJsonAt"),
          Known.of("the end of the file", "file.theEnd"),
          Known.of("the file ends too early: .+", "file.endsEarly"),
          Known.of("(.+): (\\$\\S*) = (.+) is not valid: it must be (.+)", "file.notValid"),
          Known.of("(.+) cannot be read: (.+)", "file.unreadable"),
          // Of a session that was saved.
          Known.of("Clients outside took part, .+", "file.outsiders"),
          Known.of(
              "Its last (\\d+) commands are not in it: more than (\\d+) were given\\.",
              "file.commandsMissing"),
          Known.of("It went on for longer than a scenario may: (.+)\\.", "file.tooLong"));

  private FileReasons() {}

  /** A sentence in a language; one that is not known here stays as it is. */
  public static String of(String reason, Texts texts) {
    for (Known known : KNOWN) {
      Matcher matcher = known.pattern().matcher(reason);
      if (matcher.matches()) {
        Object[] parts = new Object[matcher.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          String part = matcher.group(i + 1);
          parts[i] = part.contains(" ") ? of(part, texts) : part;
        }
        return texts.get(known.key(), parts);
      }
    }
    return reason;
  }
}
