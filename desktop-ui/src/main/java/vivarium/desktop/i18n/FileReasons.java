package vivarium.desktop.i18n;

import java.util.List;
import java.util.stream.Collectors;
import vivarium.desktop.i18n.Phrases.Phrase;

/**
 * What is wrong with a file, which the readers of scenarios and recordings word in English, in the
 * window's language.
 */
public final class FileReasons {

  /** The first that fits counts; what stands in parentheses is worded in its turn. */
  private static final Phrases KNOWN =
      new Phrases(
          List.of(
              // Of any file.
              Phrase.of("there is no file (.+)", "file.none"),
              Phrase.of("(.+) may not be read: permission denied", "file.denied"),
              Phrase.of("(.+) is a folder, not .+", "file.folder"),
              Phrase.of("(.+?):? (?:the file )?is empty: it .+", "file.empty"),
              Phrase.of("(.+) is no scenario and no recording: .+", "file.neither"),
              Phrase.of("(.+) is a comparison of two runs; .+", "file.comparison"),
              Phrase.of("(.+) needs more memory than this program may have", "file.memory"),
              Phrase.of("another file is being opened; wait until it is there", "file.busy"),
              // Of a recording.
              Phrase.of(
                  "(.+) is a recording of version (\\d+), and this program reads version (\\d+): .+",
                  "file.newerRecording"),
              Phrase.of(
                  "(.+) is no recording: its first line is not that of one", "file.notRecording"),
              Phrase.of("(.+) is no recording that can be read: (.+)", "file.unreadable"),
              Phrase.of(
                  "(.+) has no end: whatever wrote it was stopped\\. (\\S+) events up to (\\S+) were"
                      + " read",
                  "file.noEnd"),
              Phrase.of(
                  "(.+), line (\\d+): (.+)\\. (\\S+) events up to (\\S+) were read",
                  "file.damaged"),
              Phrase.of("it ends in its middle", "file.endsInMiddle"),
              Phrase.of("it is damaged here, and cannot be unpacked", "file.cannotUnpack"),
              Phrase.of("it is not JSON", "file.notJson"),
              Phrase.of("the line ends in its middle", "file.lineEnds"),
              Phrase.of("the line is longer than (\\d+) MiB", "file.lineLong"),
              Phrase.of("the line is not text in UTF-8", "file.lineNotText"),
              Phrase.of("more than (\\S+) events are in it", "file.manyEvents"),
              Phrase.of("more than (\\d+) MiB are in it", "file.manyBytes"),
              Phrase.of("something follows after its end", "file.afterEnd"),
              Phrase.of(
                  "it is none of an event, a command, an answer and the end", "file.otherLine"),
              Phrase.of("event (\\d+) does not fit what came before it", "file.eventUnfit"),
              Phrase.of("event (\\d+) follows event (\\d+)", "file.eventMissing"),
              Phrase.of("event (\\d+) comes before what led to it", "file.eventEarly"),
              Phrase.of("([A-Za-z]+) is not valid", "file.fieldNotValid"),
              Phrase.of("(-?[\\d.,]+) to (-?[\\d.,]+)", "file.range"),
              // Of a scenario.
              Phrase.of(
                  "(.+): \\$\\.vivarium = (\\d+) is a newer format than this program reads, which is"
                      + " (\\d+): .+",
                  "file.newerScenario"),
              Phrase.of("(.+) is larger than (\\d+) MiB: that is no scenario", "file.large"),
              Phrase.of("(.+) is not text in UTF-8", "file.notText"),
              Phrase.of("(.+) holds no event: .+", "file.noEvent"),
              Phrase.of("(.+) is packed, as a recording is: .+", "file.packed"),
              Phrase.of("(.+): line (\\d+), column (\\d+): (.+)", "file.badJson"),
              Phrase.of("this is not JSON at (.+?)(?:: .+)?", "file.notJsonAt"),
              Phrase.of("the end of the file", "file.theEnd"),
              Phrase.of("the file ends too early: .+", "file.endsEarly"),
              Phrase.of("(.+): (\\$\\S*) = (.+) is not valid: it must be (.+)", "file.notValid"),
              Phrase.of("(.+) cannot be read: (.+)", "file.unreadable"),
              Phrase.of("(.+): (\\$\\S*) is missing: a scenario has a title, .+", "file.noTitle"),
              Phrase.of("(.+): (\\$\\S*) is missing: it must be (.+)", "file.missing"),
              Phrase.of("and (\\d+) more", "file.more"),
              Phrase.of("(.+): (\\$\\S*) is not known: known here are (.+)", "file.notKnown"),
              Phrase.of("a whole number from (\\d+) to (\\d+)", "file.numberFrom"),
              Phrase.of("a whole number", "file.wholeNumber"),
              Phrase.of("a whole number, (\\d+) or more", "file.numberOrMore"),
              Phrase.of("true or false", "file.trueOrFalse"),
              Phrase.of("an object, .+", "file.object"),
              Phrase.of("an array, .+", "file.array"),
              Phrase.of("the name of a topic", "file.topicName"),
              Phrase.of("(.+): (\\$\\S*): there is no topic (.+); topics: (.+)", "file.noTopic"),
              Phrase.of("(.+): (\\$\\S*): there is no group (.+); groups: (.+)", "file.noGroup"),
              Phrase.of("(.+): (\\$\\S*): there is no client (.+); clients: (.+)", "file.noClient"),
              Phrase.of("(.+): (\\$\\S*): there is no broker (.+); brokers: (.+)", "file.noBroker"),
              Phrase.of(
                  "(.+): (\\$\\S*): there is no controller (.+); controllers: (.+)",
                  "file.noController"),
              Phrase.of("(.+): (\\$\\S*): there is no node (.+); nodes: (.+)", "file.noNode"),
              Phrase.of(
                  "(.+): (\\$\\S*): there is no partition (.+); the topic's partitions are"
                      + " numbered from 0 to (\\d+)",
                  "file.noPartition"),
              Phrase.of(
                  "(.+): (\\$\\S*): there is no error (.+); errors are such as: (.+)",
                  "file.noError"),
              Phrase.of(
                  "(.+): (\\$\\S*): no \\w+ setting is called (.+); there are: (.+)",
                  "file.noSetting"),
              Phrase.of(
                  "(.+): (\\$\\S*): at 0s there are brokers and controllers, and no (\\S+ .+) yet: .+",
                  "file.notYet"),
              Phrase.of("topic (\\S+)", "file.topic"),
              Phrase.of("group (\\S+)", "file.group"),
              Phrase.of("client (\\S+)", "file.client"),
              Phrase.of("(.+): (\\$\\S*): topic (\\S+) is given twice; .+", "file.topicTwice"),
              Phrase.of("(.+): (\\$\\S*): client (\\S+) is given twice; .+", "file.clientTwice"),
              Phrase.of("(.+): (\\$\\S*): (.+) is not valid: it must be (.+)", "file.notValidIn"),
              Phrase.of("(.+): (\\$\\S*): (.+) must be (.+)", "file.notValidIn")));

  private FileReasons() {}

  /** What was said, in a language, line for line; what is not known here stays as it is. */
  public static String of(String reason, Texts texts) {
    return reason.lines().map(line -> line(line, texts)).collect(Collectors.joining("\n"));
  }

  private static String line(String reason, Texts texts) {
    return KNOWN
        .in(reason, texts, part -> part.contains(" ") ? of(part, texts) : part)
        .orElse(reason);
  }
}
