package vivarium.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.group.Billing.group;
import static vivarium.engine.group.Billing.longestGapMs;
import static vivarium.engine.group.Billing.ownedBy;
import static vivarium.engine.group.Billing.shares;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.GroupView;

/** Built-in consumers with {@code group.protocol=consumer} (KIP-848). */
class ConsumerProtocolRebalanceTest {

  private static final int PARTITIONS = 6;

  private static ConsumerSettings consumer(String name) {
    return ConsumerSettings.of(name, "billing", "orders")
        .withProcessingMs(1)
        .withGroupProtocol(GroupProtocol.CONSUMER);
  }

  private static ClusterConfig.Builder config() {
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .simulationConfig("link.latency.ms", "20")
            .topic(TopicSpec.of("orders", PARTITIONS, 3))
            .consumer(consumer("one"));
    for (int i = 0; i < 6; i++) {
      config.producer(producer("producer" + i));
    }
    return config;
  }

  /** With so many keys that every partition has some. */
  private static ProducerSettings producer(String name) {
    return new ProducerSettings(
        name,
        "orders",
        60,
        64,
        64,
        ProducerSettings.ACKS_ALL,
        5,
        16_384,
        true,
        Integer.MAX_VALUE,
        60_000,
        6_000,
        1);
  }

  private static TestCluster twoMembers() {
    TestCluster cluster = new TestCluster(config().consumer(consumer("two"))).run(8);
    assertThat(shares(cluster)).containsExactly(3, 3);
    return cluster;
  }

  private static void assertNothingBroken(TestCluster cluster) {
    assertThat(cluster.events(ClusterEvent.Verdict.InvariantBroken.class)).isEmpty();
  }

  /** Each step of the group begins from what the one before it stored. */
  @Test
  void whoeverJoinsAtTheSameMomentStays() {
    TestCluster cluster =
        new TestCluster(
                config()
                    .consumer(consumer("two"))
                    .consumer(consumer("three"))
                    .consumer(consumer("four")))
            .run(8);

    List<Client.GroupChanged> told = cluster.events(Client.GroupChanged.class);
    assertThat(told.stream().map(Client.GroupChanged::reason).filter(why -> why.contains("joined")))
        .containsExactlyInAnyOrder(
            "member one joined", "member two joined", "member three joined", "member four joined");
    assertThat(told).extracting(each -> each.members().size()).isSorted();
    assertThat(shares(cluster)).containsExactly(1, 1, 2, 2);
    assertNothingBroken(cluster);
  }

  @Test
  void whatStaysIsReadWithoutAGapWhileAThirdMemberJoins() {
    TestCluster cluster = twoMembers();
    List<TopicPartition> one = ownedBy(cluster, "one");
    List<TopicPartition> two = ownedBy(cluster, "two");
    int epoch = group(cluster).generation();
    long joins = cluster.simulation().nowNanos();

    cluster.does(new Command.AddConsumer(consumer("three"))).run(8);
    GroupView group = group(cluster);
    assertThat(group.state()).isEqualTo(GroupState.STABLE);
    assertThat(group.generation()).isEqualTo(epoch + 1);
    assertThat(group.protocol()).isEqualTo(new GroupProtocol(GroupProtocol.CONSUMER, "uniform"));
    assertThat(shares(cluster)).containsExactly(2, 2, 2);
    List<TopicPartition> stayed = new ArrayList<>(ownedBy(cluster, "one"));
    stayed.addAll(ownedBy(cluster, "two"));
    assertThat(one).containsAll(ownedBy(cluster, "one"));
    assertThat(two).containsAll(ownedBy(cluster, "two"));
    assertThat(stayed)
        .allSatisfy(
            partition ->
                assertThat(longestGapMs(cluster, partition, joins))
                    .as("gap of %s", partition)
                    .isLessThan(300));
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::state)
        .contains(GroupState.RECONCILING);
    assertNothingBroken(cluster);
  }

  @Test
  void whatIsGivenUpIsCommittedFirstSoThatNothingIsReadTwice() {
    TestCluster cluster = twoMembers();
    cluster.does(new Command.AddConsumer(consumer("three"))).run(8);
    for (int i = 0; i < PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition("orders", i);
      long next = -1;
      for (Client.Read read : cluster.events(Client.Read.class)) {
        if (read.partition().equals(partition)) {
          assertThat(next < 0 || read.nextOffset() - read.recordCount() == next)
              .as("%s was read up to %d, then %s", partition, next, read)
              .isTrue();
          next = read.nextOffset();
        }
      }
      assertThat(next).isPositive();
    }
  }

  @Test
  void allIsReadAndCommittedInTheEndThoughMembersComeAndDie() {
    TestCluster cluster =
        twoMembers()
            .does(new Command.AddConsumer(consumer("three")))
            .run(5)
            .does(new Command.RemoveClient(NodeId.consumer("one")))
            .run(5)
            .does(new Command.AddConsumer(consumer("four")))
            .run(1)
            .does(new Command.RemoveClient(NodeId.consumer("two")))
            .run(5);
    for (int i = 0; i < 6; i++) {
      cluster.does(new Command.RemoveClient(NodeId.producer("producer" + i)));
    }
    cluster.run(10);
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertThat(group(cluster).committed()).hasSize(PARTITIONS);
    assertThat(cluster.model().totalLag(group(cluster))).isZero();
    assertNothingBroken(cluster);
  }

  @Test
  void membersEpochsAndTargetsSurviveTheDeathOfTheCoordinator() {
    TestCluster cluster = twoMembers();
    GroupView before = group(cluster);
    NodeId coordinator = Objects.requireNonNull(before.coordinator());
    List<GroupMember> members = before.members();
    int epoch = before.generation();
    cluster.does(new Command.Kill(coordinator)).run(10);
    assertThat(group(cluster).coordinator()).isNotEqualTo(coordinator);
    assertThat(group(cluster).generation()).isEqualTo(epoch);
    assertThat(group(cluster).members()).isEqualTo(members);
    long read = cluster.client(NodeId.consumer("one")).recordsRead();
    cluster.run(3);
    assertThat(cluster.client(NodeId.consumer("one")).recordsRead()).isGreaterThan(read);
    assertNothingBroken(cluster);
  }

  @Test
  void aConsumerCutOffFromItsCoordinatorIsOutAfterTheSessionAndJoinsAnewWhenItIsHealed() {
    TestCluster cluster = twoMembers();
    NodeId coordinator = Objects.requireNonNull(group(cluster).coordinator());
    NodeId two = NodeId.consumer("two");
    cluster
        .does(new Command.CutLink(two, coordinator))
        .does(new Command.CutLink(coordinator, two))
        .run(9);
    assertThat(group(cluster).members()).extracting(GroupMember::clientId).containsExactly("one");
    assertThat(shares(cluster)).containsExactly(PARTITIONS);
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .contains("no heartbeat of member two for 6000 ms (group.consumer.session.timeout.ms)");
    cluster
        .does(new Command.HealLink(two, coordinator))
        .does(new Command.HealLink(coordinator, two))
        .run(15);
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertNothingBroken(cluster);
  }

  @Test
  void aMemberThatIsTooBusyLeavesAndComesBack() {
    ConsumerSettings usual = consumer("two");
    ConsumerSettings busy =
        new ConsumerSettings(
            "two",
            "billing",
            "orders",
            30,
            500,
            true,
            2_000,
            true,
            6_000,
            1_500,
            2_000,
            usual.assignmentStrategy(),
            GroupProtocol.CONSUMER,
            "");
    TestCluster cluster = new TestCluster(config().consumer(busy)).run(30);
    assertThat(cluster.events(Client.Refused.class))
        .extracting(Client.Refused::error)
        .contains("MAX_POLL_INTERVAL_EXCEEDED");
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .contains("member two left");
    cluster.does(new Command.ChangeConsumer(usual)).run(20);
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertNothingBroken(cluster);
  }

  @Test
  void morePartitionsAreSharedOut() {
    TestCluster cluster = twoMembers();
    cluster.does(new Command.AddPartitions("orders", PARTITIONS + 2)).run(15);
    assertThat(shares(cluster)).containsExactly(4, 4);
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .contains("the topics of the group changed");
  }

  @Test
  void theOnlySubscriberOfATopicLeavesInOneRebalance() {
    TestCluster cluster =
        new TestCluster(
                config()
                    .topic(TopicSpec.of("payments", 2, 3))
                    .consumer(
                        ConsumerSettings.of("two", "billing", "payments")
                            .withProcessingMs(1)
                            .withGroupProtocol(GroupProtocol.CONSUMER)))
            .run(8);
    int epoch = group(cluster).generation();
    int told = cluster.events(Client.GroupChanged.class).size();
    cluster.does(new Command.RemoveClient(NodeId.consumer("two"))).run(15);
    assertThat(cluster.events(Client.GroupChanged.class).stream().skip(told))
        .extracting(Client.GroupChanged::reason)
        .contains("member two left")
        .doesNotContain("the topics of the group changed");
    assertThat(group(cluster).generation()).isEqualTo(epoch + 1);
    assertNothingBroken(cluster);
  }

  @Test
  void aGroupWhoseMembersAllChangeTheProtocolGoesOnWithWhatItHasCommitted() {
    TestCluster cluster = twoMembers();
    var committed = group(cluster).committed().get(new TopicPartition("orders", 0));
    for (String name : List.of("one", "two")) {
      cluster
          .does(new Command.ChangeConsumer(consumer(name).withGroupProtocol(GroupProtocol.CLASSIC)))
          .run(3);
    }
    cluster.run(8);
    assertThat(group(cluster).protocol()).isEqualTo(new GroupProtocol("classic", "range"));
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertThat(cluster.events(Client.Refused.class))
        .extracting(Client.Refused::error)
        .contains("INCONSISTENT_GROUP_PROTOCOL");

    NodeId coordinator = Objects.requireNonNull(group(cluster).coordinator());
    cluster.does(new Command.Kill(coordinator)).run(10);
    assertThat(group(cluster).protocol().isConsumer()).isFalse();
    assertThat(group(cluster).committed().get(new TopicPartition("orders", 0)))
        .isGreaterThan(committed);
    for (String name : List.of("one", "two")) {
      cluster.does(new Command.ChangeConsumer(consumer(name))).run(3);
    }
    cluster.run(8);
    assertThat(group(cluster).protocol().isConsumer()).isTrue();
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertNothingBroken(cluster);
  }

  @Test
  void theSameRunGivesTheSameEvents() {
    assertThat(trace()).isEqualTo(trace());
  }

  private static List<Stamped> trace() {
    TestCluster cluster = twoMembers().does(new Command.AddConsumer(consumer("three"))).run(5);
    return cluster.stamped(ClusterEvent.class);
  }
}
