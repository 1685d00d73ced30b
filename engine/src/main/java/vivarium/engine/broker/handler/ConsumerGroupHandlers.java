package vivarium.engine.broker.handler;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.group.ConsumerGroupDescription;
import vivarium.engine.group.GroupCoordinator;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/**
 * ConsumerGroupHeartbeat and ConsumerGroupDescribe: from messages to the group coordinator and
 * back. Left out: authorized operations.
 */
public final class ConsumerGroupHandlers {

  /** {@code MemberType} of a member that speaks the consumer protocol. */
  private static final byte CONSUMER_MEMBER = 1;

  private final HostBroker broker;
  private final GroupCoordinator groups;

  public ConsumerGroupHandlers(HostBroker broker, GroupCoordinator groups) {
    this.broker = broker;
    this.groups = groups;
  }

  public void heartbeat(Request request) {
    groups.consumers().heartbeat(request);
  }

  public void describe(Request request) {
    ConsumerGroupDescribeResponseData response = new ConsumerGroupDescribeResponseData();
    for (String groupId : ((ConsumerGroupDescribeRequestData) request.body()).groupIds()) {
      response.groups().add(describe(groupId));
    }
    request.reply(response);
  }

  private DescribedGroup describe(String groupId) {
    DescribedGroup described = new DescribedGroup().setGroupId(groupId);
    if (groups.offsets(groupId) == null) {
      return described.setErrorCode(Errors.NOT_COORDINATOR.code());
    }
    ConsumerGroupDescription group = groups.describeConsumerGroup(groupId);
    if (group == null) {
      return described
          .setErrorCode(Errors.GROUP_ID_NOT_FOUND.code())
          .setErrorMessage(
              groups.describe(groupId) == null
                  ? "Group %s not found.".formatted(groupId)
                  : "Group %s is not a consumer group.".formatted(groupId));
    }
    described
        .setGroupState(group.state().kafkaName())
        .setGroupEpoch(group.groupEpoch())
        .setAssignmentEpoch(group.assignmentEpoch())
        .setAssignorName(group.assignor());
    for (ConsumerGroupDescription.Member member : group.members()) {
      described
          .members()
          .add(
              new ConsumerGroupDescribeResponseData.Member()
                  .setMemberId(member.memberId())
                  .setRackId(member.rack().isEmpty() ? null : member.rack())
                  .setMemberEpoch(member.epoch())
                  .setClientId(member.clientId())
                  .setClientHost(member.clientHost())
                  .setSubscribedTopicNames(member.topics())
                  .setAssignment(assignment(member.assigned()))
                  .setTargetAssignment(assignment(member.target()))
                  .setMemberType(CONSUMER_MEMBER));
    }
    return described;
  }

  private ConsumerGroupDescribeResponseData.Assignment assignment(List<TopicPartition> partitions) {
    List<ConsumerGroupDescribeResponseData.TopicPartitions> topics = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      if (topics.isEmpty() || !topics.getLast().topicName().equals(partition.topic())) {
        TopicImage topic = broker.image().topic(partition.topic());
        topics.add(
            new ConsumerGroupDescribeResponseData.TopicPartitions()
                .setTopicName(partition.topic())
                .setTopicId(topic == null ? Uuid.ZERO_UUID : topic.id())
                .setPartitions(new ArrayList<>()));
      }
      topics.getLast().partitions().add(partition.partition());
    }
    return new ConsumerGroupDescribeResponseData.Assignment().setTopicPartitions(topics);
  }
}
