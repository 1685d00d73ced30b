package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignablePartitionResponse;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignableTopicResponse;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData.OngoingPartitionReassignment;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData.OngoingTopicReassignment;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.PartitionState;
import vivarium.engine.metadata.TopicImage;

/**
 * Moves partitions to other brokers (KIP-455): the new replicas are added to the old, and once all
 * of them are in sync the old ones go. Another replication factor is reached the same way. Source:
 * Kafka's {@code ReplicationControlManager}.
 */
final class Reassignments {

  private final ActiveController controller;
  private final PartitionDecisions partitions;
  private final Assignments assignments;

  Reassignments(
      ActiveController controller, PartitionDecisions partitions, Assignments assignments) {
    this.controller = controller;
    this.partitions = partitions;
    this.assignments = assignments;
  }

  /** Begins reassignments, or gives them up where no replicas are named. */
  AlterPartitionReassignmentsResponseData alter(AlterPartitionReassignmentsRequestData request) {
    boolean mayResize = request.allowReplicationFactorChange();
    AlterPartitionReassignmentsResponseData response =
        new AlterPartitionReassignmentsResponseData()
            .setAllowReplicationFactorChange(mayResize)
            .setErrorMessage(null);
    for (var topic : request.topics()) {
      ReassignableTopicResponse answer = new ReassignableTopicResponse().setName(topic.name());
      response.responses().add(answer);
      for (ReassignablePartition asked : topic.partitions()) {
        ReassignablePartitionResponse result =
            new ReassignablePartitionResponse()
                .setPartitionIndex(asked.partitionIndex())
                .setErrorMessage(null);
        answer.partitions().add(result);
        try {
          controller.commit(alter(topic.name(), asked, mayResize));
        } catch (RefusedException refused) {
          result.setErrorCode(refused.code()).setErrorMessage(refused.getMessage());
        }
      }
    }
    return response;
  }

  private List<ApiMessage> alter(String name, ReassignablePartition asked, boolean mayResize)
      throws RefusedException {
    TopicImage topic = controller.image().topic(name);
    PartitionState state = topic == null ? null : topic.partition(asked.partitionIndex());
    if (topic == null || state == null) {
      throw new RefusedException(
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          "There is no partition %s-%d.".formatted(name, asked.partitionIndex()));
    }
    PartitionChange change = partitions.change(topic, asked.partitionIndex(), state);
    List<Integer> target = asked.replicas();
    if (target == null) {
      giveUp(topic, asked.partitionIndex(), state, change);
    } else {
      begin(asked.partitionIndex(), state, target, mayResize, change);
    }
    List<ApiMessage> records = new ArrayList<>(1);
    change.build().ifPresent((PartitionChangeRecord record) -> records.add(record));
    return records;
  }

  private void begin(
      int index,
      PartitionState state,
      List<Integer> target,
      boolean mayResize,
      PartitionChange change)
      throws RefusedException {
    assignments.check(index, target);
    if (!mayResize && target.size() != state.replicationFactor()) {
      throw new RefusedException(
          Errors.INVALID_REPLICATION_FACTOR,
          "The replication factor is %d, and %d replicas were named."
              .formatted(state.replicationFactor(), target.size()));
    }
    List<Integer> goes = without(state.replicas(), target);
    List<Integer> all = new ArrayList<>(target);
    all.addAll(goes);
    change
        .replicas(all, without(target, state.replicas()), goes)
        .election(PartitionChange.Election.ONLINE);
  }

  private void giveUp(TopicImage topic, int index, PartitionState state, PartitionChange change)
      throws RefusedException {
    if (!state.isReassigning()) {
      throw new RefusedException(
          Errors.NO_REASSIGNMENT_IN_PROGRESS, Errors.NO_REASSIGNMENT_IN_PROGRESS.message());
    }
    List<Integer> isr = state.isr().stream().filter(id -> !state.adding().contains(id)).toList();
    boolean mayLose =
        Boolean.parseBoolean(
            controller.image().topicConfig(topic.name(), ConfigCatalog.UNCLEAN_LEADER_ELECTION));
    if (isr.isEmpty() && !state.isr().isEmpty() && !mayLose) {
      throw new RefusedException(
          Errors.INVALID_REPLICA_ASSIGNMENT,
          "Unable to revert the assignment of %s-%d: none of its former replicas is in sync, so it"
                  .formatted(topic.name(), index)
              + " would require an unclean leader election.");
    }
    List<Integer> former =
        state.replicas().stream().filter(id -> !state.adding().contains(id)).toList();
    change.replicas(former, List.of(), List.of()).isr(isr);
  }

  /** In order of id, as Kafka has it. */
  private static List<Integer> without(List<Integer> all, List<Integer> these) {
    TreeSet<Integer> rest = new TreeSet<>(all);
    these.forEach(rest::remove);
    return List.copyOf(rest);
  }

  /** The reassignments under way. */
  ListPartitionReassignmentsResponseData list(ListPartitionReassignmentsRequestData request) {
    ListPartitionReassignmentsResponseData response =
        new ListPartitionReassignmentsResponseData().setErrorMessage(null);
    if (request.topics() == null) {
      controller.image().topics().values().forEach(topic -> list(topic, null, response));
    } else {
      for (var asked : request.topics()) {
        TopicImage topic = controller.image().topic(asked.name());
        if (topic != null) {
          list(topic, new TreeSet<>(asked.partitionIndexes()), response);
        }
      }
    }
    return response;
  }

  private static void list(
      TopicImage topic,
      @Nullable TreeSet<Integer> asked,
      ListPartitionReassignmentsResponseData response) {
    OngoingTopicReassignment ongoing = new OngoingTopicReassignment().setName(topic.name());
    topic
        .partitions()
        .forEach(
            (index, state) -> {
              if (state.isReassigning() && (asked == null || asked.contains(index))) {
                ongoing
                    .partitions()
                    .add(
                        new OngoingPartitionReassignment()
                            .setPartitionIndex(index)
                            .setReplicas(state.replicas())
                            .setAddingReplicas(state.adding())
                            .setRemovingReplicas(state.removing()));
              }
            });
    if (!ongoing.partitions().isEmpty()) {
      response.topics().add(ongoing);
    }
  }
}
