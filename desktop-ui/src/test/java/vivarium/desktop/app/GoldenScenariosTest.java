package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario that comes with the program tells its story, in the order a teacher would. */
class GoldenScenariosTest {

  private static final Path FOLDER = Path.of("..", "assets", "scenarios");

  /**
   * A scenario and its story.
   *
   * @param file its name
   * @param story patterns that must be found one after the other in the printed timeline
   * @param never what must not be found
   */
  record Golden(String file, List<String> story, List<String> never) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static final List<String> NOTHING_LOST = List.of("lost [1-9]", "BUG");

  static Stream<Golden> all() {
    return Stream.of(
        new Golden(
            "classroom",
            List.of("lost 0 · duplicated 0"),
            List.of("lost [1-9]", "BUG", "was killed", "ISR shrank", "new leader")),
        new Golden(
            "leader-crash",
            List.of(
                "broker (\\d) was killed",
                "was fenced: no heartbeat for .* ← broker \\d was killed",
                "orders-0: broker \\d is the new leader, epoch 1",
                "broker \\d started",
                "has caught up on orders-0",
                "orders-0: ISR expanded from \\[\\d,\\d\\] to \\[\\d,\\d,\\d\\]",
                "lost 0 · duplicated 0"),
            NOTHING_LOST),
        new Golden(
            "follower-lags",
            List.of(
                "link \\d→\\d was cut",
                "has not caught up on orders-0 since .* ← link \\d→\\d was cut",
                "orders-0: ISR shrank from \\[\\d,\\d,\\d\\] to \\[\\d,\\d\\]",
                "link \\d→\\d was healed",
                "has caught up on orders-0",
                "orders-0: ISR expanded",
                "lost 0 · duplicated 0"),
            List.of("was fenced", "new leader", "BUG")),
        new Golden(
            "min-isr-refused",
            List.of(
                "was killed",
                "was killed",
                "orders-0: ISR shrank from \\[\\d,\\d\\] to \\[\\d\\]",
                "careful was told NOT_ENOUGH_REPLICAS",
                "started",
                "orders-0: ISR expanded from \\[\\d\\] to \\[\\d,\\d\\]",
                "lost 0"),
            List.of("hasty was told", "BUG")),
        new Golden(
            "acks-one-loses",
            List.of(
                "was cut",
                "clicks-0: ISR shrank from \\[\\d,\\d,\\d\\] to \\[\\d\\], ELR \\[",
                "was killed",
                "clicks-0: broker \\d is the new leader",
                "clicks-0 has lost \\d+ acknowledged records .*, as the settings allow: acks=1",
                "started",
                "truncated clicks-0",
                "were lost as the settings allow"),
            List.of("orders-0 has lost", "BUG")),
        new Golden(
            "order-and-retries",
            List.of(
                "careful was told NOT_ENOUGH_REPLICAS for Produce to orders-0",
                "careful was told OUT_OF_ORDER_SEQUENCE_NUMBER .* ← careful was told NOT_ENOUGH",
                "hasty was told NOT_ENOUGH_REPLICAS for Produce to clicks-0",
                "clicks-0 holds \\d+ records? after records that were sent later, from offset \\d+: "
                    + "enable.idempotence=false",
                "lost 0 · duplicated 0 · reordered [1-9]"),
            List.of("orders-0 holds", "BUG")),
        new Golden(
            "unclean-election",
            List.of(
                "was cut",
                "orders-0: ISR shrank from \\[\\d,\\d,\\d\\] to \\[\\d\\]",
                "was killed",
                "orders-0: broker \\d, which was not in sync, is the new leader \\(unclean\\)",
                "orders-0 has lost \\d+ acknowledged records .*: unclean.leader.election",
                "started",
                "truncated orders-0",
                "orders-0: ISR expanded .* to \\[\\d,\\d,\\d\\]",
                "were lost as the settings allow"),
            List.of("BUG")),
        new Golden(
            "controller-failover",
            List.of(
                "controller \\d+ was killed",
                "would vote for it \\(pre-vote\\): leader \\d+ did not answer",
                "stands for election in term",
                "leads the quorum in term .* a majority voted for it",
                "is the active controller, term",
                "broker \\d was killed",
                "orders-0: broker \\d is the new leader",
                "lost 0"),
            NOTHING_LOST),
        new Golden(
            "quorum-lost",
            List.of(
                "controller 101 was killed",
                "controller 102 was killed",
                "too few answered its pre-vote",
                "broker \\d was killed",
                "controller 101 started",
                "is the active controller, term 2",
                "was fenced: no heartbeat",
                "orders-0: broker \\d is the new leader",
                "lost 0"),
            NOTHING_LOST),
        new Golden(
            "zookeeper-session-expired",
            List.of(
                "broker (\\d) is frozen",
                "the ZooKeeper session of broker \\d expired ← broker \\d is frozen",
                "was fenced: its ZooKeeper session expired ← broker \\d is frozen",
                "there is no controller: /controller is gone.* ← broker \\d is frozen",
                "broker \\d is the active controller, term 2 ← broker \\d is frozen",
                "orders-0: broker \\d is the new leader, epoch 1, ISR \\[\\d,\\d\\] ← broker \\d is frozen",
                "broker \\d resumed",
                "broker \\d has a ZooKeeper session",
                "broker \\d registered with broker epoch",
                "truncated orders-0",
                "orders-0: ISR expanded from \\[\\d,\\d\\] to \\[\\d,\\d,\\d\\]",
                "lost 0 · duplicated 0"),
            NOTHING_LOST),
        new Golden(
            "network-split",
            List.of(
                "was cut",
                "was fenced: no heartbeat .* ← link .* was cut",
                "orders-0: broker \\d is the new leader, epoch 1",
                "web-checkout gave up waiting: REQUEST_TIMED_OUT for Produce to orders-0",
                "was healed",
                "truncated orders-0",
                "orders-0: ISR expanded .* to \\[\\d,\\d,\\d\\]",
                "lost 0 · duplicated 0"),
            NOTHING_LOST),
        new Golden(
            "last-replica-standing",
            List.of(
                "was killed",
                "began a controlled shutdown",
                "orders-0: ISR shrank from \\[\\d,\\d\\] to \\[\\d\\], ELR \\[\\d\\]",
                "shut down",
                "was killed",
                "orders-0 has no leader: it is offline, ELR \\[\\d,\\d\\]",
                "started",
                "orders-0: broker \\d is the new leader, epoch \\d, ISR \\[\\d\\]",
                "lost 0"),
            List.of("unclean", "BUG", "has lost")),
        new Golden(
            "rolling-restart",
            List.of(
                "broker 1 began a controlled shutdown",
                "orders-0: broker \\d is the new leader",
                "broker 1 shut down",
                "broker 1 started",
                "broker 2 began a controlled shutdown",
                "broker 2 shut down",
                "broker 2 started",
                "broker 3 began a controlled shutdown",
                "broker 3 shut down",
                "broker 3 started",
                "lost 0 · duplicated 0"),
            List.of("lost [1-9]", "OUT_OF_ORDER", "gave up waiting", "BUG")),
        new Golden(
            "power-loss",
            List.of(
                "broker 1 lost its power",
                "broker 1 truncated orders-0 from \\d+ to \\d+ ← broker 1 lost its power",
                "broker 2 lost its power",
                "broker 3 lost its power",
                "broker 1 started",
                "was fenced: no heartbeat .* ← broker 1 lost its power",
                "orders-0 has no leader: it is offline",
                "registered with broker epoch",
                "orders-0: broker \\d, which was not in sync, is the new leader \\(unclean\\)",
                "orders-0 has lost \\d+ acknowledged records .*, as the settings allow: power loss",
                "orders-0: ISR expanded .* to \\[\\d,\\d,\\d\\]",
                "were lost as the settings allow"),
            List.of("BUG")),
        new Golden(
            "preferred-leader",
            List.of(
                "broker 1 was killed",
                "orders-0: broker 2 is the new leader, epoch 1",
                "broker 1 started",
                "orders-0: ISR expanded from \\[2,3\\] to \\[2,3,1\\]",
                "preferred leader election for \\d partitions: auto.leader.rebalance.enable=true",
                "orders-0: broker 1 is the new leader, epoch 2, ISR \\[2,3,1\\] ← preferred",
                "lost 0 · duplicated 0"),
            NOTHING_LOST),
        new Golden(
            "slow-disk",
            List.of(
                "the disk of broker 3 needs 1500 ms longer for each write",
                "has not caught up on clicks-0 since .* ← fault: the disk of broker 3",
                "clicks-0: ISR shrank from \\[\\d,\\d,\\d\\] to \\[\\d,\\d\\]",
                "healed: slow disk of broker 3",
                "clicks-0: ISR expanded .* to \\[\\d,\\d,\\d\\]",
                "careful, acks=all: \\d+ records acknowledged, the slowest after [3-9]\\.\\d\\d s",
                "hasty, acks=1: \\d+ records acknowledged, the slowest after [01]\\.\\d\\d s",
                "lost 0 · duplicated 0"),
            List.of("lost [1-9]", "orders-0: ISR shrank", "BUG")),
        new Golden(
            "broker-replaced",
            List.of(
                "broker 4 started",
                "broker 4 registered with broker epoch",
                "broker 4 was unfenced",
                "broker 2 is to be removed; first its \\d+ partitions move to other brokers",
                "orders-0 is being reassigned: adding 4, removing 2; .* ← broker 2 is to be removed",
                "broker 4 has caught up on orders-0",
                "orders-0 has been reassigned to 1,4,3",
                "broker 2 began a controlled shutdown .* ← broker 2 is to be removed",
                "broker 2 was fenced: controlled shutdown",
                "broker 2 shut down",
                "broker 2 was unregistered",
                "broker 2 was removed, and its disk is gone",
                "lost 0 · duplicated 0"),
            NOTHING_LOST),
        new Golden(
            "reassignment",
            List.of(
                "orders-0 is being reassigned: adding 3, removing 4",
                "broker 3 has caught up on orders-0 ← orders-0 is being reassigned",
                "orders-0 has been reassigned to 1,2,3: leader [123], ISR",
                "web-checkout was told NOT_LEADER_OR_FOLLOWER for Produce to orders-0, and retries",
                "orders has 4 partitions now instead of 1",
                "member billing-1 rejoined ← orders has 4 partitions now",
                "group billing is Stable, generation 2",
                "lost 0 · duplicated 0"),
            List.of("lost [1-9]", "has not caught up", "REQUEST_TIMED_OUT", "BUG")),
        new Golden(
            "rack-fails",
            List.of(
                "broker 2 lost its power",
                "billing-b is to read orders-0 from broker 2, in its own rack b",
                "orders-0: ISR shrank from \\[6,1,2\\] to \\[6,1\\] ← broker 2 was fenced",
                "orders-2: broker 6 is the new leader",
                "broker 2 has caught up on orders-0",
                "billing-b is to read orders-0 from broker 2, in its own rack b",
                "lost 0 · duplicated 0"),
            List.of("lost [1-9]", "NOT_ENOUGH_REPLICAS", "is to read [^\\n←]*←", "BUG")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void itTellsItsStory(Golden golden) {
    String out = play(golden);
    int from = 0;
    for (String line : golden.story()) {
      var matcher = Pattern.compile(line).matcher(out);
      assertThat(matcher.find(from)).as("'%s' after %d in%n%s", line, from, out).isTrue();
      from = matcher.end();
    }
    for (String line : golden.never()) {
      assertThat(Pattern.compile(line).matcher(out).find()).as("'%s' in%n%s", line, out).isFalse();
    }
  }

  private static String play(Golden golden) {
    StringWriter out = new StringWriter();
    int exit =
        CommandLines.commandLine()
            .setOut(new PrintWriter(out))
            .execute("run", FOLDER.resolve(golden.file() + ".json").toString());
    assertThat(exit).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void everyScenarioOfTheFolderIsHere() throws Exception {
    List<String> inFolder;
    try (Stream<Path> files = Files.list(FOLDER)) {
      inFolder = files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
    assertThat(all().map(Golden::file)).containsExactlyInAnyOrderElementsOf(inFolder);
  }
}
