package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.wire.Messages;

/**
 * CreateTopics, DeleteTopics and IncrementalAlterConfigs as the controller decides on them. Left
 * out: quotas on topic creation; APPEND and SUBTRACT of list configs, since no list config is
 * known.
 */
final class TopicDecisions {

  private static final byte SET = 0;
  private static final byte DELETE = 1;

  private final Controller controller;
  private final PartitionDecisions partitions;
  private final SeededRandom random;

  TopicDecisions(Controller controller, PartitionDecisions partitions, SeededRandom random) {
    this.controller = controller;
    this.partitions = partitions;
    this.random = random.stream("placement");
  }

  private static final int MAX_MESSAGE_CHARS = 1_000;

  /** Refusal of one item of a request, to be told to the client as it stands. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final Errors error;

    /** What a client sent may stand in the message, and is cut where it is too long to answer. */
    Refused(Errors error, String message) {
      super(message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
      this.error = error;
    }
  }

  CreateTopicsResponseData create(CreateTopicsRequestData request) {
    CreateTopicsResponseData response = new CreateTopicsResponseData();
    for (CreatableTopic topic : request.topics()) {
      CreatableTopicResult result = new CreatableTopicResult().setName(topic.name());
      response.topics().add(result);
      try {
        create(topic, request.validateOnly(), result);
      } catch (Refused refused) {
        result.setErrorCode(refused.error.code()).setErrorMessage(refused.getMessage());
      }
    }
    return response;
  }

  private void create(CreatableTopic topic, boolean validateOnly, CreatableTopicResult result)
      throws Refused {
    try {
      Topic.validate(topic.name());
    } catch (InvalidTopicException e) {
      throw new Refused(Errors.INVALID_TOPIC_EXCEPTION, String.valueOf(e.getMessage()));
    }
    MetadataImage image = controller.image();
    if (image.topic(topic.name()) != null) {
      throw new Refused(
          Errors.TOPIC_ALREADY_EXISTS, "Topic '%s' already exists.".formatted(topic.name()));
    }
    List<List<Integer>> assignment = assignmentOf(topic);
    int already = image.topics().values().stream().mapToInt(each -> each.partitions().size()).sum();
    if (already + assignment.size() > ConfigCatalog.MAX_PARTITIONS) {
      throw new Refused(
          Errors.POLICY_VIOLATION,
          "The cluster has %d partitions, and %d more would make it more than %d."
              .formatted(already, assignment.size(), ConfigCatalog.MAX_PARTITIONS));
    }
    Uuid id = Messages.topicId(controller.endOffset() * 1_000 + image.topics().size() + 1);
    List<ApiMessage> records = new ArrayList<>();
    records.add(new TopicRecord().setName(topic.name()).setTopicId(id));
    for (var config : topic.configs()) {
      records.add(topicConfig(topic.name(), config.name(), config.value()));
    }
    for (int index = 0; index < assignment.size(); index++) {
      records.add(newPartition(id, index, assignment.get(index)));
    }
    result
        .setTopicId(id)
        .setNumPartitions(assignment.size())
        .setReplicationFactor((short) assignment.getFirst().size());
    if (!validateOnly) {
      controller.commit(records);
    }
  }

  private PartitionRecord newPartition(Uuid topic, int index, List<Integer> replicas) {
    // Fenced replicas of a new partition begin outside the ISR.
    List<Integer> isr = replicas.stream().filter(controller.image()::isActive).toList();
    return new PartitionRecord()
        .setTopicId(topic)
        .setPartitionId(index)
        .setReplicas(replicas)
        .setIsr(isr)
        .setLeader(isr.getFirst())
        .setLeaderEpoch(0)
        .setPartitionEpoch(0);
  }

  private List<List<Integer>> assignmentOf(CreatableTopic topic) throws Refused {
    if (!topic.assignments().isEmpty()) {
      return manualAssignment(topic);
    }
    MetadataImage image = controller.image();
    int partitions =
        topic.numPartitions() == -1
            ? image.brokerInt(ConfigCatalog.NUM_PARTITIONS)
            : topic.numPartitions();
    int factor =
        topic.replicationFactor() == -1
            ? image.brokerInt(ConfigCatalog.DEFAULT_REPLICATION_FACTOR)
            : topic.replicationFactor();
    if (partitions < 1 || partitions > ConfigCatalog.MAX_PARTITIONS_PER_TOPIC) {
      throw new Refused(
          Errors.INVALID_PARTITIONS,
          "Number of partitions was set to %d; it must be 1 to %d."
              .formatted(partitions, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC));
    }
    List<Integer> active = brokers(image, true);
    List<Integer> others = brokers(image, false);
    if (factor < 1 || factor > active.size() + others.size() || active.isEmpty()) {
      throw new Refused(
          Errors.INVALID_REPLICATION_FACTOR,
          "Unable to replicate the partition %d time(s): %d broker(s) are registered, %d unfenced."
              .formatted(factor, active.size() + others.size(), active.size()));
    }
    return Placement.place(active, others, partitions, factor, random.nextInt(active.size()));
  }

  private List<List<Integer>> manualAssignment(CreatableTopic topic) throws Refused {
    List<List<Integer>> assignment = new ArrayList<>();
    for (int index = 0; index < topic.assignments().size(); index++) {
      var given = topic.assignments().find(index);
      if (given == null
          || given.brokerIds().isEmpty()
          || given.brokerIds().stream().distinct().count() != given.brokerIds().size()
          || given.brokerIds().stream().anyMatch(id -> controller.image().broker(id) == null)
          || given.brokerIds().stream().noneMatch(controller.image()::isActive)) {
        throw new Refused(
            Errors.INVALID_REPLICA_ASSIGNMENT,
            "The manual assignment of partition %d must name distinct registered brokers, one of"
                    .formatted(index)
                + " them unfenced, and partitions must be numbered from 0.");
      }
      assignment.add(List.copyOf(given.brokerIds()));
    }
    return assignment;
  }

  private static List<Integer> brokers(MetadataImage image, boolean active) {
    return image.brokers().values().stream()
        .filter(broker -> broker.isActive() == active)
        .map(BrokerImage::id)
        .toList();
  }

  DeleteTopicsResponseData delete(DeleteTopicsRequestData request) {
    DeleteTopicsResponseData response = new DeleteTopicsResponseData();
    for (String name : request.topicNames()) {
      response
          .responses()
          .add(
              delete(
                  controller.image().topic(name),
                  new DeletableTopicResult().setName(name),
                  Errors.UNKNOWN_TOPIC_OR_PARTITION));
    }
    for (var state : request.topics()) {
      boolean byName = state.name() != null;
      TopicImage topic =
          byName
              ? controller.image().topic(state.name())
              : controller.image().topic(state.topicId());
      response
          .responses()
          .add(
              delete(
                  topic,
                  new DeletableTopicResult().setName(state.name()).setTopicId(state.topicId()),
                  byName ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.UNKNOWN_TOPIC_ID));
    }
    return response;
  }

  private DeletableTopicResult delete(
      @Nullable TopicImage topic, DeletableTopicResult result, Errors ifUnknown) {
    if (topic == null) {
      return result.setErrorCode(ifUnknown.code()).setErrorMessage(ifUnknown.message());
    }
    controller.commit(List.of(new RemoveTopicRecord().setTopicId(topic.id())));
    return result.setName(topic.name()).setTopicId(topic.id());
  }

  IncrementalAlterConfigsResponseData alterConfigs(IncrementalAlterConfigsRequestData request) {
    IncrementalAlterConfigsResponseData response = new IncrementalAlterConfigsResponseData();
    for (AlterConfigsResource resource : request.resources()) {
      var result =
          new IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse()
              .setResourceType(resource.resourceType())
              .setResourceName(resource.resourceName())
              .setErrorMessage("");
      response.responses().add(result);
      try {
        List<ApiMessage> records = alterConfigs(resource);
        if (!request.validateOnly()) {
          controller.commit(records);
          List<ApiMessage> elections = new ArrayList<>();
          partitions.reelect(resource.resourceName(), elections);
          controller.commit(elections);
        }
      } catch (Refused refused) {
        result.setErrorCode(refused.error.code()).setErrorMessage(refused.getMessage());
      }
    }
    return response;
  }

  private List<ApiMessage> alterConfigs(AlterConfigsResource resource) throws Refused {
    boolean ofTopic = resource.resourceType() == Type.TOPIC.id();
    boolean ofAllBrokers =
        resource.resourceType() == Type.BROKER.id() && resource.resourceName().isEmpty();
    if (!ofTopic && !ofAllBrokers) {
      throw new Refused(
          Errors.INVALID_REQUEST,
          "Configs can be set on a topic, or on all brokers with an empty broker name.");
    }
    if (ofTopic && controller.image().topic(resource.resourceName()) == null) {
      throw new Refused(
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          "The topic '%s' does not exist.".formatted(resource.resourceName()));
    }
    List<ApiMessage> records = new ArrayList<>();
    for (var config : resource.configs()) {
      if (config.configOperation() != SET && config.configOperation() != DELETE) {
        throw new Refused(
            Errors.INVALID_CONFIG, "%s is not a list config".formatted(config.name()));
      }
      String value = config.configOperation() == DELETE ? null : config.value();
      records.add(
          ofTopic
              ? topicConfig(resource.resourceName(), config.name(), value)
              : brokerConfig(config.name(), value));
    }
    return records;
  }

  private static ConfigRecord topicConfig(String topic, String key, @Nullable String value)
      throws Refused {
    validate(ConfigSpec.Scope.TOPIC, key, value);
    return new ConfigRecord()
        .setResourceType(ConfigResource.TOPIC)
        .setResourceName(topic)
        .setName(key)
        .setValue(value);
  }

  private static ConfigRecord brokerConfig(String key, @Nullable String value) throws Refused {
    validate(ConfigSpec.Scope.BROKER, key, value);
    return new ConfigRecord()
        .setResourceType(ConfigResource.BROKER)
        .setResourceName("")
        .setName(key)
        .setValue(value);
  }

  private static void validate(ConfigSpec.Scope scope, String key, @Nullable String value)
      throws Refused {
    try {
      ConfigSpec spec = ConfigCatalog.get(scope, key);
      if (value != null) {
        spec.validate(value);
      }
    } catch (IllegalArgumentException e) {
      throw new Refused(Errors.INVALID_CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
