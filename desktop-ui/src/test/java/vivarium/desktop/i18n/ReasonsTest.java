package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever reason the engine can give, the window can say it in its language. */
class ReasonsTest {

  private static final Path ENGINE =
      Path.of("..", "engine", "src", "main", "java", "vivarium", "engine");

  /** Where reasons are worded, and the calls that take them. */
  private static final Map<String, String> WORDED =
      Map.ofEntries(
          Map.entry("group/ClassicMembership.java", "\\b(?:tell|prepareRebalance|remove)\\("),
          Map.entry(
              "group/ConsumerMembership.java",
              "\\b(?:tell|remove)\\(|\\bwhy =(?= old == null| \"the)|\\bcase [A-Z_]+ ->"),
          Map.entry("group/Expiry.java", "\\bbury\\("),
          Map.entry("group/GroupCoordinator.java", "\\bbury\\("),
          Map.entry("cluster/GroupDeletion.java", "\\bRefused\\("),
          Map.entry("controller/BrokerAdmission.java", "\\bfence\\("),
          Map.entry("net/Network.java", "\\bFlow\\.Lost\\("),
          Map.entry("net/Transit.java", "\\blost\\(|\\bIllegalArgumentException\\("),
          Map.entry("cluster/FaultCommands.java", "\\bIllegalArgumentException\\("),
          Map.entry("wire/RequestErrors.java", "\\bIllegalArgumentException\\("),
          Map.entry(
              "ledger/Ledger.java", "\\blost\\(|\\bVerdict\\.Records(Duplicated|Reordered)\\("),
          Map.entry("ledger/ReplicationRules.java", "\\bbroken\\("),
          Map.entry("ledger/QuorumRules.java", "\\bbroken\\("),
          Map.entry("ledger/GroupRules.java", "\\bbroken\\("),
          Map.entry("gateway/Connection.java", "\\bcloseBecause\\(|\\bcloseReason =(?=.*\")"),
          Map.entry("gateway/FrameReader.java", "\\bBadFrameException\\("),
          Map.entry("cluster/Commands.java", "\\bNotNow\\("),
          Map.entry("cluster/RecordReading.java", "\\bRefused\\("),
          Map.entry("cluster/HandWriting.java", "\\bRefused\\((?!error)"),
          Map.entry("cluster/Brokers.java", "\\bNotNow\\("),
          Map.entry("cluster/Controllers.java", "\\b(?:NotNow|Refused|giveUp)\\("),
          Map.entry("cluster/Evacuation.java", "\\bNotNow\\("),
          Map.entry("cluster/Removals.java", "\\b(?:NotNow|giveUp)\\("),
          Map.entry(
              "runtime/Listeners.java", "\\bIllegalArgumentException\\((?=\\s*\"broker %d would)"),
          Map.entry("cluster/Operator.java", "\\bRefused\\("),
          Map.entry("scenario/StepQueue.java", "\\btell\\("),
          Map.entry("quorum/QuorumMember.java", "\\b(?:become|begin|resignTo|learn)\\w*\\("),
          Map.entry("quorum/Elections.java", "\\b(?:become|begin|stand|lose|learn)\\w*\\("),
          Map.entry("zookeeper/ZooKeeperServer.java", "\\blook\\("),
          Map.entry("zookeeper/Following.java", "\\b(?:look|tellRole)\\("),
          Map.entry("zookeeper/Leading.java", "\\b(?:look|tellRole)\\("),
          Map.entry("quorum/Leading.java", "\\b(?:resignTo|learn)\\("));

  /** Who makes what carries a reason: a new one of these may word new reasons. */
  private static final Pattern CARRIES =
      Pattern.compile(
          "new (?:Node\\.Fenced|Node\\.RemovalGivenUp|Client\\.GroupChanged|Client\\.Disconnected|Flow\\.Lost"
              + "|Verdict\\.RecordsLost|Verdict\\.RecordsDuplicated|Verdict\\.RecordsReordered|Verdict\\.InvariantBroken"
              + "|NotNow|Coordination\\.QuorumRoleChanged|CommandResult\\.Refused)\\(");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Literals joined by plus signs, with what stands between them. */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "%1$s(?:\\s*\\+\\s*(?:%1$s|[\\w.()]+))*".formatted("\"(?:[^\"\\\\]|\\\\.)*\""));

  private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2}");

  @Test
  void everyReasonThatTheEngineWordsIsKnown() throws IOException {
    TreeSet<String> unknown = new TreeSet<>();
    for (var worded : WORDED.entrySet()) {
      List<String> reasons = reasons(worded.getKey(), Pattern.compile(worded.getValue()));
      assertThat(reasons).as("reasons found in " + worded.getKey()).isNotEmpty();
      reasons.stream()
          .filter(reason -> Reasons.known(reason, Texts.KOREAN).isEmpty())
          .forEach(reason -> unknown.add(worded.getKey() + ": " + reason));
    }
    assertThat(unknown).as("reasons to add to Reasons and to both bundles").isEmpty();
  }

  @Test
  void nobodyElseInTheEngineGivesReasons() throws IOException {
    TreeSet<String> carriers = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ENGINE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (CARRIES.matcher(Files.readString(file)).find()) {
          carriers.add(ENGINE.relativize(file).toString().replace('\\', '/'));
        }
      }
    }
    assertThat(carriers)
        .as("if there is a new one, see that its reasons are among those of this test")
        .containsExactlyInAnyOrder(
            "group/Group.java", // hands on what the memberships say
            "group/GroupCoordinator.java",
            "quorum/QuorumMember.java",
            "zookeeper/ZooKeeperServer.java",
            "controller/ZnodeChronicle.java",
            "controller/MetadataEvents.java", // hands on what BrokerAdmission says
            "net/Network.java",
            "net/Transit.java",
            "ledger/Ledger.java",
            "ledger/Invariants.java",
            "runtime/Listeners.java", // hands on what the gateway says
            "runtime/Vivarium.java",
            "cluster/Brokers.java",
            "cluster/Controllers.java",
            "cluster/Evacuation.java",
            "cluster/Removals.java",
            "cluster/Commands.java");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          broker 2 is frozen already                     | 브로커 2 이미 멈춰 있음
          the link broker 1 → controller 101 is cut      | 브로커 1 → 컨트롤러 101 링크가 끊겨 있음
          member billing-1 left                          | 멤버 billing-1 나감
          the assignment could not be stored: NOT_LEADER | 할당을 저장하지 못함: NOT_LEADER
          the cluster has ended                          | 클러스터가 끝남
          """)
  void partsKeepTheirPlaceAndNodesGetTheirName(String reason, String korean) {
    assertThat(Reasons.of(reason, Texts.KOREAN)).isEqualTo(korean);
    assertThat(Reasons.of(reason, Texts.ENGLISH)).isEqualTo(reason);
  }

  @Test
  void whatIsNotKnownStaysAsItIs() {
    assertThat(Reasons.of("Broken pipe", Texts.KOREAN)).isEqualTo("Broken pipe");
  }

  private static List<String> reasons(String file, Pattern call) throws IOException {
    String source = Files.readString(ENGINE.resolve(file));
    List<String> reasons = new ArrayList<>();
    Matcher calls = call.matcher(source);
    while (calls.find()) {
      Matcher sentences = SENTENCE.matcher(source).region(calls.end(), statementEnd(source, calls));
      while (sentences.find()) {
        String reason = sample(sentences.group());
        if (WORDS.matcher(reason).find()) {
          reasons.add(reason);
        }
      }
    }
    return reasons;
  }

  private static int statementEnd(String source, Matcher call) {
    Matcher end = Pattern.compile(";\\s*\\n|\\{\\s*\\n").matcher(source);
    return end.find(call.end()) ? end.start() : source.length();
  }

  /** A sentence with something in its gaps. */
  private static String sample(String sentence) {
    StringBuilder sample = new StringBuilder();
    Matcher literals = LITERAL.matcher(sentence);
    int end = 0;
    while (literals.find()) {
      if (sample.length() > 0 && sentence.substring(end, literals.start()).matches("(?s).*\\w.*")) {
        sample.append('x');
      }
      sample.append(literals.group(1).replace("\\\"", "\""));
      end = literals.end();
    }
    if (sentence.substring(end).matches("(?s).*\\w.*")) {
      sample.append('x');
    }
    if (sample.charAt(0) == ' ') {
      sample.insert(0, 'x'); // What stands before it is named.
    }
    return sample.toString().replace("%d", "7").replace("%s", "x");
  }
}
