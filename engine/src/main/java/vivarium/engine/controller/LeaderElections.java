package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData.PartitionResult;
import org.apache.kafka.common.message.ElectLeadersResponseData.ReplicaElectionResult;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.controller.PartitionChange.Election;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;

/**
 * Elections that are asked for rather than forced: ElectLeaders, and leaderships that go back to
 * the preferred replicas by themselves ({@code auto.leader.rebalance.enable}). As in KRaft, {@code
 * leader.imbalance.per.broker.percentage} plays no part. Source: Kafka's {@code
 * ReplicationControlManager}.
 */
final class LeaderElections {

  /** Kafka's {@code MAX_ELECTIONS_PER_IMBALANCE}; the rest goes on at the next tick. */
  private static final int MAX_ELECTIONS_PER_CHECK = 1_000;

  private final ActiveController controller;
  private final PartitionDecisions partitions;
  private long checkedAtNanos;
  private long checkedBeforeNanos;

  LeaderElections(ActiveController controller, PartitionDecisions partitions) {
    this.controller = controller;
    this.partitions = partitions;
  }

  /** The controller is active from now on: the first check comes one interval later. */
  void activated() {
    checkedAtNanos = controller.context().nowNanos();
  }

  /** What the last check decided does not hold: it is due again. */
  void checkAgain() {
    checkedAtNanos = checkedBeforeNanos;
  }

  /** Gives leaderships back to the preferred replicas, if that is wanted and its time has come. */
  void balanceIfDue() {
    MetadataImage image = controller.image();
    if (!Boolean.parseBoolean(image.brokerConfig(ConfigCatalog.AUTO_LEADER_REBALANCE))) {
      return;
    }
    long seconds = image.brokerLong(ConfigCatalog.LEADER_IMBALANCE_CHECK_INTERVAL);
    long now = controller.context().nowNanos();
    if (now - checkedAtNanos < seconds * 1_000_000_000L) {
      return;
    }
    List<ApiMessage> records = new ArrayList<>();
    for (TopicImage topic : image.topics().values()) {
      topic
          .partitions()
          .forEach(
              (index, state) -> {
                if (state.leader() != state.preferredLeader()
                    && records.size() < MAX_ELECTIONS_PER_CHECK) {
                  partitions.elect(topic, index, state, Election.PREFERRED).ifPresent(records::add);
                }
              });
    }
    if (records.size() < MAX_ELECTIONS_PER_CHECK) {
      checkedBeforeNanos = checkedAtNanos;
      checkedAtNanos = now;
    }
    hold(
        ElectionType.PREFERRED,
        records,
        "auto.leader.rebalance.enable=true, looked at every %d s".formatted(seconds));
  }

  ElectLeadersResponseData elect(ElectLeadersRequestData request) {
    ElectLeadersResponseData response = new ElectLeadersResponseData();
    boolean unclean = request.electionType() == ElectionType.UNCLEAN.code();
    if (!unclean && request.electionType() != ElectionType.PREFERRED.code()) {
      return response.setErrorCode(Errors.INVALID_REQUEST.code());
    }
    ElectionType type = unclean ? ElectionType.UNCLEAN : ElectionType.PREFERRED;
    List<ApiMessage> records = new ArrayList<>();
    if (request.topicPartitions() == null) {
      for (TopicImage topic : controller.image().topics().values()) {
        ReplicaElectionResult result = resultFor(topic.name(), response);
        for (int index : topic.partitions().keySet()) {
          Errors error = elect(topic, index, type, records);
          if (error != Errors.ELECTION_NOT_NEEDED) {
            result.partitionResult().add(result(index, error));
          }
        }
      }
    } else {
      TreeSet<TopicPartition> asked = new TreeSet<>();
      for (var named : request.topicPartitions()) {
        ReplicaElectionResult result = resultFor(named.topic(), response);
        TopicImage topic = controller.image().topic(named.topic());
        for (int index : named.partitions()) {
          boolean again = !asked.add(new TopicPartition(named.topic(), index));
          Errors error = again ? Errors.ELECTION_NOT_NEEDED : elect(topic, index, type, records);
          result.partitionResult().add(result(index, error));
        }
      }
    }
    hold(type, records, "it was asked for");
    return response;
  }

  private static ReplicaElectionResult resultFor(String topic, ElectLeadersResponseData response) {
    ReplicaElectionResult result = new ReplicaElectionResult().setTopic(topic);
    response.replicaElectionResults().add(result);
    return result;
  }

  private static PartitionResult result(int index, Errors error) {
    return new PartitionResult()
        .setPartitionId(index)
        .setErrorCode(error.code())
        .setErrorMessage(error == Errors.NONE ? null : error.message());
  }

  private Errors elect(
      @Nullable TopicImage topic, int index, ElectionType type, List<ApiMessage> records) {
    PartitionState state = topic == null ? null : topic.partition(index);
    if (topic == null || state == null) {
      return Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }
    boolean needed =
        switch (type) {
          case PREFERRED -> state.leader() != state.preferredLeader();
          case UNCLEAN -> !state.hasLeader();
        };
    if (!needed) {
      return Errors.ELECTION_NOT_NEEDED;
    }
    Election election = type == ElectionType.UNCLEAN ? Election.UNCLEAN : Election.PREFERRED;
    @Nullable PartitionChangeRecord record =
        partitions.elect(topic, index, state, election).orElse(null);
    if (record == null) {
      return type == ElectionType.UNCLEAN
          ? Errors.ELIGIBLE_LEADERS_NOT_AVAILABLE
          : Errors.PREFERRED_LEADER_NOT_AVAILABLE;
    }
    records.add(record);
    return Errors.NONE;
  }

  private void hold(ElectionType type, List<ApiMessage> records, String reason) {
    if (!records.isEmpty()) {
      controller.context().emit(new Metadata.ElectionHeld(type, records.size(), reason));
      controller.commit(records);
    }
  }
}
