package vivarium.engine.broker.handler;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.broker.TopicCreation;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/** Metadata: who is there and who leads what, as far as this broker knows. */
public final class MetadataHandler implements ApiHandler {

  private final HostBroker broker;
  private final TopicCreation creation;

  public MetadataHandler(HostBroker broker, TopicCreation creation) {
    this.broker = broker;
    this.creation = creation;
  }

  @Override
  public void handle(Request request) {
    MetadataRequestData asked = (MetadataRequestData) request.body();
    MetadataImage image = broker.image();
    MetadataResponseData response =
        new MetadataResponseData().setClusterId(ClusterIdentity.CLUSTER_ID);
    for (BrokerImage each : image.brokers().values()) {
      if (!each.fenced()) {
        response
            .brokers()
            .add(
                new MetadataResponseData.MetadataResponseBroker()
                    .setNodeId(each.id())
                    .setHost(each.host())
                    .setPort(each.port())
                    .setRack(each.rack()));
      }
    }
    response.setControllerId(broker.controllerIdForClients());
    // Version 0 has no null: an empty list asks for all topics there.
    boolean all = asked.topics() == null || (request.version() == 0 && asked.topics().isEmpty());
    if (all) {
      image.topics().values().forEach(topic -> response.topics().add(answer(image, topic)));
    } else {
      for (var topic : asked.topics()) {
        response.topics().add(answer(image, topic, asked.allowAutoTopicCreation()));
      }
    }
    request.reply(response);
  }

  private MetadataResponseTopic answer(
      MetadataImage image, MetadataRequestData.MetadataRequestTopic asked, boolean mayCreate) {
    String name = asked.name();
    if (name == null || !asked.topicId().equals(Uuid.ZERO_UUID)) {
      TopicImage byId = image.topic(asked.topicId());
      return byId == null
          ? new MetadataResponseTopic()
              .setTopicId(asked.topicId())
              .setErrorCode(Errors.UNKNOWN_TOPIC_ID.code())
          : answer(image, byId);
    }
    TopicImage topic = image.topic(name);
    if (topic != null) {
      return answer(image, topic);
    }
    MetadataResponseTopic unknown = new MetadataResponseTopic().setName(name);
    if (!isValid(name)) {
      return unknown.setErrorCode(Errors.INVALID_TOPIC_EXCEPTION.code());
    }
    boolean autoCreate = Boolean.parseBoolean(image.brokerConfig(ConfigCatalog.AUTO_CREATE_TOPICS));
    if (mayCreate && autoCreate) {
      if (name.equals(OffsetsTopic.NAME)) {
        creation.createOffsetsTopic();
      } else {
        creation.create(name);
      }
    }
    return unknown.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
  }

  private static boolean isValid(String name) {
    try {
      Topic.validate(name);
      return true;
    } catch (InvalidTopicException e) {
      return false;
    }
  }

  private static MetadataResponseTopic answer(MetadataImage image, TopicImage topic) {
    List<MetadataResponsePartition> partitions = new ArrayList<>();
    topic
        .partitions()
        .forEach(
            (index, state) ->
                partitions.add(
                    new MetadataResponsePartition()
                        .setPartitionIndex(index)
                        .setErrorCode(errorOf(image, state).code())
                        .setLeaderId(leaderOf(image, state))
                        .setLeaderEpoch(state.leaderEpoch())
                        .setReplicaNodes(state.replicas())
                        .setIsrNodes(state.isr())
                        .setOfflineReplicas(offline(image, state))));
    return new MetadataResponseTopic()
        .setName(topic.name())
        .setTopicId(topic.id())
        .setIsInternal(Topic.isInternal(topic.name()))
        .setPartitions(partitions);
  }

  private static int leaderOf(MetadataImage image, PartitionState state) {
    BrokerImage leader = image.broker(state.leader());
    return leader == null || leader.fenced() ? PartitionState.NO_LEADER : state.leader();
  }

  private static Errors errorOf(MetadataImage image, PartitionState state) {
    return leaderOf(image, state) == PartitionState.NO_LEADER
        ? Errors.LEADER_NOT_AVAILABLE
        : Errors.NONE;
  }

  static List<Integer> offline(MetadataImage image, PartitionState state) {
    return state.replicas().stream()
        .filter(
            id -> {
              BrokerImage replica = image.broker(id);
              return replica == null || replica.fenced();
            })
        .toList();
  }
}
