package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.controller.PartitionChange.Election;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;

/** Decides leaders and ISRs when brokers come and go, and when leaders ask for another ISR. */
final class PartitionDecisions {

  private final ActiveController controller;

  PartitionDecisions(ActiveController controller) {
    this.controller = controller;
  }

  /** Records that take a fenced or leaving broker out of every ISR and leadership. */
  void withoutBroker(int broker, List<ApiMessage> records) {
    MetadataImage image = controller.image();
    IntPredicate acceptable = id -> id != broker && image.isActive(id);
    forEachPartition(
        (topic, index, state) -> {
          if (state.isr().contains(broker) || state.leader() == broker) {
            change(topic, index, state, acceptable)
                .isrWithout(broker)
                .build()
                .ifPresent(records::add);
          }
        });
  }

  /** Records that let a broker that is back lead what has no leader. */
  void withBroker(int broker, List<ApiMessage> records) {
    MetadataImage image = controller.image();
    IntPredicate acceptable = id -> id == broker || image.isActive(id);
    forEachPartition(
        (topic, index, state) -> {
          if (!state.hasLeader() && state.replicas().contains(broker)) {
            change(topic, index, state, acceptable).build().ifPresent(records::add);
          }
        });
  }

  /** Records that no longer rely on what a broker held, since it may have lost some of it. */
  void afterUncleanShutdown(int broker, List<ApiMessage> records) {
    MetadataImage image = controller.image();
    IntPredicate acceptable = id -> id != broker && image.isActive(id);
    forEachPartition(
        (topic, index, state) -> {
          if (state.isr().contains(broker) || state.elr().contains(broker)) {
            change(topic, index, state, acceptable)
                .isrWithout(broker)
                .uncleanlyShutDown(broker)
                .build()
                .ifPresent(records::add);
          }
        });
  }

  /**
   * Records that no longer count on a broker whose log directory is another than before: it has
   * nothing, and is not even the last known leader. Kafka tells by the directory that each replica
   * is assigned to (KIP-858).
   */
  void afterDiskLost(int broker, List<ApiMessage> records) {
    MetadataImage image = controller.image();
    IntPredicate acceptable = id -> id != broker && image.isActive(id);
    forEachPartition(
        (topic, index, state) -> {
          if (state.isr().contains(broker)
              || state.elr().contains(broker)
              || state.lastKnownElr().contains(broker)) {
            change(topic, index, state, acceptable)
                .isrWithout(broker)
                .diskLost(broker)
                .build()
                .ifPresent(records::add);
          }
        });
  }

  /**
   * Records that take everyone who is not active out of ISRs, end reassignments that are done, and
   * elect leaders where that is needed and possible.
   */
  void putRight(List<ApiMessage> records) {
    MetadataImage image = controller.image();
    forEachPartition(
        (topic, index, state) -> {
          List<Integer> alive = state.isr().stream().filter(image::isActive).toList();
          change(topic, index, state, image::isActive).isr(alive).build().ifPresent(records::add);
        });
  }

  /** Records that elect a leader for partitions of a topic whose settings have just changed. */
  void reelect(String topicName, List<ApiMessage> records) {
    MetadataImage image = controller.image();
    forEachPartition(
        (topic, index, state) -> {
          if (!state.hasLeader() && topic.name().equals(topicName)) {
            change(topic, index, state, image::isActive).build().ifPresent(records::add);
          }
        });
  }

  /** The record of an election that someone asked for, or nothing if it changes nothing. */
  Optional<PartitionChangeRecord> elect(
      TopicImage topic, int index, PartitionState state, Election election) {
    return change(topic, index, state, controller.image()::isActive).election(election).build();
  }

  /** A change to other replicas, which is not made yet. */
  PartitionChange change(TopicImage topic, int index, PartitionState state) {
    return change(topic, index, state, controller.image()::isActive);
  }

  private PartitionChange change(
      TopicImage topic, int index, PartitionState state, IntPredicate acceptable) {
    MetadataImage image = controller.image();
    boolean unclean =
        Boolean.parseBoolean(
            image.topicConfig(topic.name(), ConfigCatalog.UNCLEAN_LEADER_ELECTION));
    return new PartitionChange(
            state, topic.id(), index, acceptable, image.minInSyncReplicas(topic.name()))
        .eligibility(controller.eligibility())
        .election(unclean ? Election.UNCLEAN : Election.ONLINE);
  }

  private interface PartitionVisitor {
    void visit(TopicImage topic, int index, PartitionState state);
  }

  private void forEachPartition(PartitionVisitor visitor) {
    for (TopicImage topic : controller.image().topics().values()) {
      topic.partitions().forEach((index, state) -> visitor.visit(topic, index, state));
    }
  }

  /** AlterPartition: a leader asks for another ISR. Refused when its knowledge is stale. */
  AlterPartitionResponseData alter(AlterPartitionRequestData request) {
    AlterPartitionResponseData response = new AlterPartitionResponseData();
    BrokerImage leader = controller.image().broker(request.brokerId());
    if (leader == null || leader.epoch() != request.brokerEpoch()) {
      return response.setErrorCode(Errors.STALE_BROKER_EPOCH.code());
    }
    for (var topicData : request.topics()) {
      AlterPartitionResponseData.TopicData topicResponse =
          new AlterPartitionResponseData.TopicData().setTopicId(topicData.topicId());
      response.topics().add(topicResponse);
      TopicImage topic = controller.image().topic(topicData.topicId());
      for (var partitionData : topicData.partitions()) {
        topicResponse.partitions().add(alter(request.brokerId(), topic, partitionData));
      }
    }
    return response;
  }

  private AlterPartitionResponseData.PartitionData alter(
      int leader, @Nullable TopicImage topic, AlterPartitionRequestData.PartitionData requested) {
    AlterPartitionResponseData.PartitionData response =
        new AlterPartitionResponseData.PartitionData()
            .setPartitionIndex(requested.partitionIndex());
    PartitionState state = topic == null ? null : topic.partition(requested.partitionIndex());
    if (topic == null || state == null) {
      return response.setErrorCode(Errors.UNKNOWN_TOPIC_ID.code());
    }
    Errors error = validate(leader, state, requested);
    if (error != Errors.NONE) {
      return response.setErrorCode(error.code());
    }
    List<Integer> isr = requested.newIsrWithEpochs().stream().map(b -> b.brokerId()).toList();
    List<ApiMessage> records = new ArrayList<>(1);
    change(topic, requested.partitionIndex(), state, controller.image()::isActive)
        .isr(isr)
        .build()
        .ifPresent(records::add);
    controller.commit(records);
    PartitionState now =
        controller
            .image()
            .existingPartition(new TopicPartition(topic.name(), requested.partitionIndex()));
    if (now.leaderEpoch() != state.leaderEpoch()) {
      // It ended a reassignment: whoever leads now learns of it from the metadata.
      return response.setErrorCode(Errors.NEW_LEADER_ELECTED.code());
    }
    return response
        .setLeaderId(now.leader())
        .setLeaderEpoch(now.leaderEpoch())
        .setIsr(now.isr())
        .setPartitionEpoch(now.partitionEpoch());
  }

  private Errors validate(
      int leader, PartitionState state, AlterPartitionRequestData.PartitionData requested) {
    if (requested.leaderEpoch() > state.leaderEpoch()
        || requested.partitionEpoch() > state.partitionEpoch()) {
      return Errors.NOT_CONTROLLER; // It knows of a newer controller than this one.
    }
    if (requested.leaderEpoch() < state.leaderEpoch()) {
      return Errors.FENCED_LEADER_EPOCH;
    }
    if (leader != state.leader()) {
      return Errors.INVALID_REQUEST;
    }
    if (requested.partitionEpoch() < state.partitionEpoch()) {
      return Errors.INVALID_UPDATE_VERSION;
    }
    for (var member : requested.newIsrWithEpochs()) {
      BrokerImage broker = controller.image().broker(member.brokerId());
      if (!state.replicas().contains(member.brokerId())) {
        return Errors.INVALID_REQUEST;
      }
      // KIP-841 and KIP-903: neither a broker on its way out nor an earlier incarnation of one.
      if (broker == null
          || !broker.isActive()
          || (member.brokerEpoch() != -1 && member.brokerEpoch() != broker.epoch())) {
        return Errors.INELIGIBLE_REPLICA;
      }
    }
    return requested.newIsrWithEpochs().stream().anyMatch(member -> member.brokerId() == leader)
        ? Errors.NONE
        : Errors.INVALID_REQUEST;
  }
}
