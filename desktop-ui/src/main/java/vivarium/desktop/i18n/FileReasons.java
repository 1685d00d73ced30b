package vivarium.desktop.i18n;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vivarium.desktop.i18n.Phrases.Phrase;
import vivarium.engine.text.TimeText;

/**
 * What is wrong with a file, which the readers of scenarios and recordings word in English, in the
 * window's language.
 */
public final class FileReasons {

  /** Where in a scenario, or of what client in a command. */
  private static final String FIELDS = "(?:\\.\\w+|\\[\\d+]|\\['[^']*'])*";

  private static final String OF_CLIENT = "(?:producer|consumer)" + FIELDS;
  private static final String PLACE = "(?:\\$|producer|consumer)" + FIELDS;

  /** The first that fits counts; what stands in parentheses is worded in its turn. */
  private static final Phrases KNOWN =
      new Phrases(
          List.of(
              // Of any file.
              Phrase.of("there is no file (.+)", "file.none"),
              Phrase.of("(.+) may not be read: permission denied", "file.denied"),
              Phrase.of("(.+) is a folder, not .+", "file.folder"),
              Phrase.of("(.+?):? (?:the file )?is empty: it (?:is no|must hold) .+", "file.empty"),
              Phrase.of("(.+) is no scenario and no recording: .+", "file.neither"),
              Phrase.of("(.+) is a comparison of two runs; .+", "file.comparison"),
              Phrase.of("(.+) is a scenario, not a recording; .+", "file.isScenario"),
              Phrase.of("(.+) needs more memory than this program may have", "file.memory"),
              Phrase.of("another file is being opened; wait until it is there", "file.busy"),
              Phrase.exactly("it is a file, and the pictures need a folder", "file.needsFolder"),
              Phrase.exactly(
                  "the folder holds other things than the pictures of a film", "file.folderTaken"),
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
              Phrase.of("(.+) is a recording; .+", "file.packed"),
              Phrase.of("(.+): line (\\d+), column (\\d+): (.+)", "file.badJson"),
              Phrase.of(
                  "(.+?): ((?:something here|this is not JSON|the scenario has ended) .+)",
                  "file.at"),
              Phrase.of("(.+) cannot be read: (.+)", "file.unreadable"),
              Phrase.of("and (\\d+) more", "file.more"),
              // Where it is wrong: each of these has the rest for a part.
              Phrase.of("(.+?): (\\$.+)", "file.at"),
              Phrase.of("(" + PLACE + "): (.+)", "file.at"),
              Phrase.of("(" + OF_CLIENT + " .+?); (" + OF_CLIENT + " .+)", "file.also"),
              // What is wrong there.
              Phrase.of("this is not JSON at (.+?): (.+)", "file.notJsonBecause"),
              Phrase.of("this is not JSON at (.+)", "file.notJsonAt"),
              Phrase.exactly("the end of the file", "file.theEnd"),
              Phrase.exactly(
                  "the file ends too early: a quote, a bracket or a brace is still open",
                  "file.endsEarly"),
              Phrase.exactly(
                  "something here is longer or nested more deeply than any scenario is",
                  "file.tooDeep"),
              Phrase.exactly(
                  "the scenario has ended, and yet something follows: the file must hold one JSON"
                      + " object",
                  "file.follows"),
              Phrase.of(
                  "'(.*)' stands here a second time in the same object", "file.twiceInObject"),
              Phrase.exactly(
                  "a colon is needed between a field's name and its value", "file.needsColon"),
              Phrase.exactly(
                  "a field's name in double quotes is needed, and no comma after the last field",
                  "file.needsName"),
              Phrase.exactly(
                  "the bracket or brace that was opened last must be closed first",
                  "file.needsClosing"),
              Phrase.exactly("a comma is needed between two fields or values", "file.needsComma"),
              Phrase.exactly(
                  "a comment is written as // up to the end of the line, or between /* and */",
                  "file.howComment"),
              Phrase.exactly(
                  "a backslash in a string is written twice, and a tab or line break as \\t or \\n",
                  "file.howBackslash"),
              Phrase.exactly("a number is written such as 3 or 0.5", "file.howNumber"),
              Phrase.exactly(
                  "a value is a \"text\", a number, true, false, {…} or […]", "file.howValue"),
              Phrase.of("(" + PLACE + ") = (.+) is not valid: it must be (.+)", "file.notValid"),
              Phrase.exactly(
                  "$.name is missing: a scenario has a title, such as \"name\": \"My lesson\"",
                  "file.noTitle"),
              Phrase.of("(" + PLACE + ") is missing: it must be (.+)", "file.missing"),
              Phrase.of("(" + PLACE + ") is not known: known here are (.+)", "file.notKnown"),
              Phrase.of(
                  "(" + PLACE + ") needs a time, \"at\": \"8s\", or a condition, .+",
                  "file.needsWhen"),
              Phrase.of(
                  "(\\S+) is after the end of the story, \"until\": \"(\\S+)\"; give it an earlier"
                      + " time, or the story a later end",
                  "file.afterTheEnd"),
              Phrase.of(
                  "'(.+)' never holds: '(.+)' is a number from 0 to (\\d+)", "file.neverHoldsUpTo"),
              Phrase.of("'(.+)' never holds: '(.+)' is a number from 0", "file.neverHolds"),
              Phrase.of("there is no topic (.+); topics: (.+)", "file.noTopic"),
              Phrase.of("there is no group (.+); groups: (.+)", "file.noGroup"),
              Phrase.of("there is no client (.+); clients: (.+)", "file.noClient"),
              Phrase.of("there is no broker (.+); brokers: (.+)", "file.noBroker"),
              Phrase.of("there is no controller (.+); controllers: (.+)", "file.noController"),
              Phrase.of("there is no node (.+); nodes: (.+)", "file.noNode"),
              Phrase.of(
                  "there is no partition (.+); the topic's partitions are numbered from 0 to (\\d+)",
                  "file.noPartition"),
              Phrase.of("there is no error (.+); errors are such as: (.+)", "file.noError"),
              Phrase.of("there is no feature '(.*)'; there are: (.+)", "file.noFeature"),
              Phrase.exactly("none", "file.nothing"),
              Phrase.of("no topic setting is called (.*); there are: (.+)", "file.noTopicSetting"),
              Phrase.of(
                  "no broker setting is called (.*); there are: (.+)", "file.noBrokerSetting"),
              Phrase.of(
                  "no simulation setting is called (.*); there are: (.+)",
                  "file.noSimulationSetting"),
              Phrase.of("rack '(.*)'", "file.rack"),
              Phrase.of("topic (\\S+) is given twice; .+", "file.topicTwice"),
              Phrase.of("client (\\S+) is given twice; .+", "file.clientTwice"),
              Phrase.of(
                  "'(.*)' is not a topic name: 1 to 249 of letters, digits, '\\.', '_' and '-'",
                  "file.badTopicName"),
              Phrase.of(
                  "topic (\\S+): names that begin with __ are the cluster's own; choose another",
                  "file.ownTopicName"),
              Phrase.of("topic (\\S+): partitions=(.+) must be (.+)", "file.badPartitions"),
              Phrase.of(
                  "topic (\\S+): replication factor (.+) must be (.+)", "file.badReplication"),
              Phrase.exactly(
                  "features are for coordination=kraft; a cluster with ZooKeeper has none of them",
                  "file.noFeatures"),
              // What would be right.
              Phrase.of("a whole number from (-?\\d+) to (-?\\d+)", "file.numberFrom"),
              Phrase.exactly("a whole number", "file.wholeNumber"),
              Phrase.of("a whole number, (-?\\d+) or more", "file.numberOrMore"),
              Phrase.exactly("a number", "file.number"),
              Phrase.of("a number from (\\d+)", "file.numberFromOn"),
              Phrase.of("a level from (\\d+) to (\\d+)", "file.level"),
              Phrase.of("(\\d+) or more", "file.orMore"),
              Phrase.of("1 or more, and below session\\.timeout\\.ms=(\\d+)", "file.belowSession"),
              Phrase.exactly("false, or acks=all with it", "file.falseOrAll"),
              Phrase.exactly("a string, a number, true or false", "file.scalar"),
              Phrase.exactly("an object, {…}", "file.object"),
              Phrase.exactly("an array, […]", "file.array"),
              Phrase.exactly("a name", "file.aName"),
              Phrase.exactly("the name of a topic", "file.topicName"),
              Phrase.exactly("the name of a rack", "file.rackName"),
              Phrase.exactly("letters, digits, '.', '_' or '-', at most 20", "file.rackLetters"),
              Phrase.exactly("a title", "file.title"),
              Phrase.exactly("what there is to see", "file.about"),
              Phrase.of("(.+) in English", "file.inEnglish"),
              Phrase.of("(.+) in Korean", "file.inKorean"),
              Phrase.of("(.+), or \\{\"en\": …, \"ko\": …\\}", "file.orBoth"),
              Phrase.exactly("where the schema is", "file.schema"),
              Phrase.of(
                  "(\\d+), the version of the format this program reads", "file.formatVersion"),
              Phrase.exactly("a command, such as \"kill 2\"", "file.aCommand"),
              Phrase.exactly("a condition, such as \"ISR of orders-0 < 3\"", "file.aCondition"),
              Phrase.exactly(TimeText.VALID, "file.time"),
              Phrase.exactly("a time of more than 0s", "file.moreTime"),
              Phrase.exactly(
                  "* for all, or PARTITION:BROKER of each, such as 0:1,0:2", "file.replicas"),
              Phrase.of("(topic NAME(?:, brokers)?) or (\\S+)", "file.or"),
              Phrase.of("(\\S+(?:(?:,| or) \\S+)*) or (\\S+)", "file.or"),
              // Whatever else is wrong.
              Phrase.of("(.+) is not valid: it must be (.+)", "file.notValidIn"),
              Phrase.of("(.+) must be (.+)", "file.mustBe")));

  private FileReasons() {}

  /** What was said, in a language, line for line; what is not known here stays as it is. */
  public static String of(String reason, Texts texts) {
    return reason.lines().map(line -> line(line, texts)).collect(Collectors.joining("\n"));
  }

  private static String line(String reason, Texts texts) {
    UnaryOperator<String> part = each -> isWording(each) ? of(each, texts) : each;
    return StepReasons.KNOWN
        .in(reason, texts, part)
        .or(() -> KNOWN.in(reason, texts, part))
        .or(() -> Reasons.known(reason, texts))
        .orElse(reason);
  }

  /** A part of one word is a name, but for the one that says that there are none. */
  private static boolean isWording(String part) {
    return part.contains(" ") || part.equals("none");
  }
}
