package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.wire.Messages;

/**
 * CreateTopics, CreatePartitions and DeleteTopics as the controller decides on them. Left out:
 * quotas on topic creation.
 */
final class TopicDecisions {

  private final ActiveController controller;
  private final Assignments assignments;

  TopicDecisions(ActiveController controller, Assignments assignments) {
    this.controller = controller;
    this.assignments = assignments;
  }

  CreateTopicsResponseData create(CreateTopicsRequestData request) {
    CreateTopicsResponseData response = new CreateTopicsResponseData();
    for (CreatableTopic topic : request.topics()) {
      CreatableTopicResult result = new CreatableTopicResult().setName(topic.name());
      response.topics().add(result);
      try {
        create(topic, request.validateOnly(), result);
      } catch (RefusedException refused) {
        result.setErrorCode(refused.code()).setErrorMessage(refused.getMessage());
      }
    }
    return response;
  }

  private void create(CreatableTopic topic, boolean validateOnly, CreatableTopicResult result)
      throws RefusedException {
    try {
      Topic.validate(topic.name());
    } catch (InvalidTopicException e) {
      throw new RefusedException(Errors.INVALID_TOPIC_EXCEPTION, String.valueOf(e.getMessage()));
    }
    MetadataImage image = controller.image();
    if (image.topic(topic.name()) != null) {
      throw new RefusedException(
          Errors.TOPIC_ALREADY_EXISTS, "Topic '%s' already exists.".formatted(topic.name()));
    }
    List<List<Integer>> assignment = assignmentOf(topic);
    assignments.checkRoomFor(assignment.size());
    Uuid id = Messages.topicId(controller.endOffset() * 1_000 + image.topics().size() + 1);
    List<ApiMessage> records = new ArrayList<>();
    records.add(new TopicRecord().setName(topic.name()).setTopicId(id));
    for (var config : topic.configs()) {
      records.add(ConfigDecisions.ofTopic(topic.name(), config.name(), config.value()));
    }
    for (int index = 0; index < assignment.size(); index++) {
      records.add(assignments.newPartition(id, index, assignment.get(index)));
    }
    result
        .setTopicId(id)
        .setNumPartitions(assignment.size())
        .setReplicationFactor((short) assignment.getFirst().size());
    if (!validateOnly) {
      controller.commit(records);
    }
  }

  private List<List<Integer>> assignmentOf(CreatableTopic topic) throws RefusedException {
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
      throw new RefusedException(
          Errors.INVALID_PARTITIONS,
          "Number of partitions was set to %d; it must be 1 to %d."
              .formatted(partitions, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC));
    }
    return assignments.choose(partitions, factor);
  }

  private List<List<Integer>> manualAssignment(CreatableTopic topic) throws RefusedException {
    List<List<Integer>> assignment = new ArrayList<>();
    for (int index = 0; index < topic.assignments().size(); index++) {
      var given = topic.assignments().find(index);
      if (given == null) {
        throw new RefusedException(
            Errors.INVALID_REPLICA_ASSIGNMENT,
            "Partitions must be numbered from 0, and partition %d is missing.".formatted(index));
      }
      assignment.add(assignments.checkNew(index, given.brokerIds()));
    }
    return assignment;
  }

  /** Gives topics more partitions; never fewer. */
  CreatePartitionsResponseData addPartitions(CreatePartitionsRequestData request) {
    CreatePartitionsResponseData response = new CreatePartitionsResponseData();
    for (CreatePartitionsTopic topic : request.topics()) {
      CreatePartitionsTopicResult result = new CreatePartitionsTopicResult().setName(topic.name());
      response.results().add(result);
      try {
        List<ApiMessage> records = addPartitions(topic);
        if (!request.validateOnly()) {
          controller.commit(records);
        }
      } catch (RefusedException refused) {
        result.setErrorCode(refused.code()).setErrorMessage(refused.getMessage());
      }
    }
    return response;
  }

  private List<ApiMessage> addPartitions(CreatePartitionsTopic asked) throws RefusedException {
    TopicImage topic = controller.image().topic(asked.name());
    if (topic == null) {
      throw new RefusedException(
          Errors.UNKNOWN_TOPIC_OR_PARTITION, "There is no topic '%s'.".formatted(asked.name()));
    }
    int before = topic.partitions().size();
    int more = asked.count() - before;
    if (more <= 0) {
      throw new RefusedException(
          Errors.INVALID_PARTITIONS,
          more == 0
              ? "Topic already has %d partition(s).".formatted(before)
              : "The topic %s currently has %d partition(s); %d would not be an increase."
                  .formatted(asked.name(), before, asked.count()));
    }
    if (asked.count() > ConfigCatalog.MAX_PARTITIONS_PER_TOPIC) {
      throw new RefusedException(
          Errors.INVALID_PARTITIONS,
          "A topic has at most %d partitions.".formatted(ConfigCatalog.MAX_PARTITIONS_PER_TOPIC));
    }
    assignments.checkRoomFor(more);
    int factor = topic.partitions().values().iterator().next().replicationFactor();
    List<List<Integer>> chosen = new ArrayList<>();
    if (asked.assignments() == null) {
      chosen.addAll(assignments.choose(more, factor));
    } else if (asked.assignments().size() != more) {
      throw new RefusedException(
          Errors.INVALID_REPLICA_ASSIGNMENT,
          "%d new partition(s) were asked for, and brokers were named for %d."
              .formatted(more, asked.assignments().size()));
    } else {
      for (var given : asked.assignments()) {
        chosen.add(assignments.checkNew(before + chosen.size(), given.brokerIds()));
        if (given.brokerIds().size() != factor) {
          throw new RefusedException(
              Errors.INVALID_REPLICA_ASSIGNMENT,
              "The topic's partitions have %d replica(s), and brokers %s were named for one."
                  .formatted(factor, given.brokerIds()));
        }
      }
    }
    List<ApiMessage> records = new ArrayList<>();
    for (List<Integer> replicas : chosen) {
      records.add(assignments.newPartition(topic.id(), before + records.size(), replicas));
    }
    return records;
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
}
