package vivarium.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.GroupView;

class GroupTest {

  private static ClusterConfig.Builder config() {
    return ClusterConfig.builder()
        .profile(Profile.INSTANT)
        .simulationConfig("link.latency.ms", "2")
        .topic(TopicSpec.of("orders", 3, 3))
        .producer(ProducerSettings.of("producer", "orders").withRecordsPerSecond(30))
        .consumer(consumer("one"));
  }

  private static ConsumerSettings consumer(String name) {
    return ConsumerSettings.of(name, "billing", "orders").withProcessingMs(1);
  }

  private static GroupView group(TestCluster cluster) {
    GroupView group = cluster.model().groups().get("billing");
    if (group == null) {
      throw new AssertionError("there is no group billing");
    }
    return group;
  }

  private static List<Integer> shares(GroupView group) {
    return group.members().stream().map(member -> member.assignment().size()).toList();
  }

  @Test
  void everyPartitionHasOneOwnerAndANewMemberTakesItsShare() {
    TestCluster cluster = new TestCluster(config()).run(2);
    assertThat(shares(group(cluster))).containsExactly(3);
    int generation = group(cluster).generation();

    cluster.does(new Command.AddConsumer(consumer("two"))).run(8);
    GroupView group = group(cluster);
    assertThat(group.state()).isEqualTo(GroupState.STABLE);
    assertThat(group.generation()).isGreaterThan(generation);
    assertThat(shares(group)).containsExactlyInAnyOrder(2, 1);
    List<TopicPartition> owned =
        group.members().stream().map(GroupMember::assignment).flatMap(List::stream).toList();
    assertThat(owned).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void aMemberThatLeavesIsMissedAtOnceAndTheRestTakeOver() {
    TestCluster cluster = new TestCluster(config().consumer(consumer("two"))).run(3);
    cluster.does(new Command.RemoveClient(NodeId.consumer("two"))).run(4);
    assertThat(shares(group(cluster))).containsExactly(3);
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .contains("member two left");
  }

  @Test
  void whatIsReadIsCommittedAndLagReachesZero() {
    TestCluster cluster = new TestCluster(config()).run(6);
    cluster
        .does(
            new Command.ChangeProducer(
                ProducerSettings.of("producer", "orders").withRecordsPerSecond(0)))
        .run(6);
    GroupView group = group(cluster);
    assertThat(group.committed()).hasSize(3);
    assertThat(cluster.model().totalLag(group)).isZero();
    assertThat(cluster.client(NodeId.consumer("one")).recordsRead()).isPositive();
  }

  @Test
  void theGroupSurvivesTheDeathOfItsCoordinator() {
    TestCluster cluster = new TestCluster(config()).run(4);
    NodeId coordinator = group(cluster).coordinator();
    assertThat(coordinator).isNotNull();
    var committed = group(cluster).committed();
    int generation = group(cluster).generation();
    cluster.does(new Command.Kill(coordinator)).run(10);
    assertThat(group(cluster).coordinator()).isNotEqualTo(coordinator);
    assertThat(group(cluster).generation()).as("nobody had to rejoin").isEqualTo(generation);
    assertThat(group(cluster).state()).isEqualTo(GroupState.STABLE);
    group(cluster)
        .committed()
        .forEach((id, offset) -> assertThat(offset).isGreaterThanOrEqualTo(committed.get(id)));
    long read = cluster.client(NodeId.consumer("one")).recordsRead();
    cluster.run(3);
    assertThat(cluster.client(NodeId.consumer("one")).recordsRead()).isGreaterThan(read);
  }

  @Test
  void aConsumerCutOffFromItsCoordinatorLosesItsPartitions() {
    TestCluster cluster = new TestCluster(config().consumer(consumer("two"))).run(3);
    NodeId coordinator = group(cluster).coordinator();
    if (coordinator == null) {
      throw new AssertionError("no coordinator");
    }
    cluster.does(new Command.CutLink(NodeId.consumer("two"), coordinator)).run(12);
    assertThat(group(cluster).members()).extracting(GroupMember::clientId).containsExactly("one");
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .anyMatch(reason -> reason.contains("session.timeout.ms"));
  }

  @Test
  void aGroupThatNobodyHasBeenInForLongIsForgottenWithItsOffsets() {
    TestCluster cluster =
        new TestCluster(
                config()
                    .brokerConfig("offsets.retention.minutes", "1")
                    .brokerConfig("offsets.retention.check.interval.ms", "1000"))
            .run(4);
    cluster.does(new Command.RemoveClient(NodeId.consumer("one"))).run(50);
    assertThat(group(cluster).state()).isEqualTo(GroupState.EMPTY);
    assertThat(group(cluster).committed()).isNotEmpty();
    cluster.run(15);
    assertThat(cluster.model().groups()).isEmpty();
    assertThat(cluster.events(Client.GroupChanged.class))
        .last()
        .extracting(Client.GroupChanged::state, Client.GroupChanged::reason)
        .containsExactly(GroupState.DEAD, "nobody is in it and it keeps no offsets");
  }

  @Test
  void onlyAnEmptyGroupIsDeletedAndItsOffsetsWithIt() {
    TestCluster cluster = new TestCluster(config()).run(3);
    assertThat(group(cluster).committed()).isNotEmpty();
    Command delete = new Command.DeleteGroup("billing");

    assertThat(cluster.submit(delete))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("NON_EMPTY_GROUP: group 'billing'"));

    cluster.does(new Command.RemoveClient(NodeId.consumer("one"))).run(2);
    assertThat(group(cluster).state()).isEqualTo(GroupState.EMPTY);
    cluster.does(delete).run(1);
    assertThat(cluster.model().groups()).doesNotContainKey("billing");
    assertThat(cluster.submit(delete))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("GROUP_ID_NOT_FOUND"));

    cluster.does(new Command.AddConsumer(consumer("two"))).run(4);
    assertThat(cluster.client(NodeId.consumer("two")).recordsRead())
        .as("it has committed nothing, and begins at the earliest record again")
        .isGreaterThan(150);
  }

  @Test
  void aDeletedGroupStaysDeletedUnderTheNextCoordinator() {
    TestCluster cluster = new TestCluster(config()).run(3);
    cluster.does(new Command.RemoveClient(NodeId.consumer("one"))).run(2);
    NodeId coordinator = Objects.requireNonNull(group(cluster).coordinator());
    cluster.does(new Command.DeleteGroup("billing")).run(1);

    cluster.does(new Command.Kill(coordinator)).run(10);

    assertThat(cluster.submit(new Command.DeleteGroup("billing")))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("GROUP_ID_NOT_FOUND"));
  }
}
