package vivarium.engine.group;

import java.util.Collection;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a ConsumerGroupHeartbeat makes sense by itself. Source: Kafka's {@code
 * GroupCoordinatorService.throwIfConsumerGroupHeartbeatRequestIsInvalid}.
 */
final class HeartbeatCheck {

  /** The epoch of a member that joins. */
  static final int JOINING = 0;

  /** The epoch of a member that leaves. */
  static final int LEAVING = -1;

  /** The epoch of a static member that leaves for a while. */
  private static final int LEAVING_FOR_A_WHILE = -2;

  private static final short FIRST_VERSION_WITH_OWN_IDS = 1;

  private HeartbeatCheck() {}

  /** Why it is refused. */
  record Refusal(Errors error, String message) {}

  /** Why the request is refused, or null if it may be looked at. */
  static @Nullable Refusal refuse(ConsumerGroupHeartbeatRequestData heartbeat, short version) {
    String instance = heartbeat.instanceId();
    if (heartbeat.groupId().isEmpty()) {
      return invalid("GroupId can't be empty.");
    }
    boolean mustNameItself =
        version >= FIRST_VERSION_WITH_OWN_IDS || heartbeat.memberEpoch() != JOINING;
    if (heartbeat.memberId().isEmpty() && mustNameItself) {
      return invalid("MemberId can't be empty.");
    }
    if (instance != null) {
      return invalid(
          "Static membership is not served here: leave group.instance.id=%s out."
              .formatted(instance));
    }
    if (heartbeat.memberEpoch() == LEAVING_FOR_A_WHILE) {
      return invalid("InstanceId can't be null.");
    }
    if (heartbeat.memberEpoch() < LEAVING_FOR_A_WHILE) {
      return invalid("MemberEpoch is invalid: " + heartbeat.memberEpoch());
    }
    String regex = heartbeat.subscribedTopicRegex();
    if (regex != null && !regex.isEmpty()) {
      return new Refusal(
          Errors.INVALID_REGULAR_EXPRESSION,
          "Regular expressions are not evaluated here: subscribe to topics by their names.");
    }
    String assignor = heartbeat.serverAssignor();
    if (assignor != null && !ServerAssignor.exists(assignor)) {
      return new Refusal(
          Errors.UNSUPPORTED_ASSIGNOR,
          "ServerAssignor %s is not supported. Supported assignors: uniform, range."
              .formatted(assignor));
    }
    return heartbeat.memberEpoch() == JOINING ? refuseJoin(heartbeat) : null;
  }

  private static @Nullable Refusal refuseJoin(ConsumerGroupHeartbeatRequestData heartbeat) {
    if (heartbeat.rebalanceTimeoutMs() < 0) {
      return invalid("RebalanceTimeoutMs must be provided in first request.");
    }
    if (!isEmpty(heartbeat.topicPartitions())) {
      return invalid("TopicPartitions must be empty when (re-)joining.");
    }
    return heartbeat.subscribedTopicNames() == null
        ? invalid("SubscribedTopicNames must be set when (re-)joining.")
        : null;
  }

  private static boolean isEmpty(@Nullable Collection<?> topics) {
    return topics != null && topics.isEmpty();
  }

  private static Refusal invalid(String message) {
    return new Refusal(Errors.INVALID_REQUEST, message);
  }
}
