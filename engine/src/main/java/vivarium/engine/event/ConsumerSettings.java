package vivarium.engine.event;

/**
 * A built-in consumer. Every name is the consumer config it stands for, or says its unit.
 *
 * @param clientId {@code client.id}
 * @param groupId {@code group.id}
 * @param topic what it subscribes to
 * @param processingMs virtual milliseconds the application spends on each record
 * @param maxPollRecords {@code max.poll.records}
 * @param autoCommit {@code enable.auto.commit}; without it the application commits after each poll
 * @param autoCommitIntervalMs {@code auto.commit.interval.ms}
 * @param fromEarliest {@code auto.offset.reset}: earliest if true, latest if false
 * @param sessionTimeoutMs {@code session.timeout.ms}
 * @param heartbeatIntervalMs {@code heartbeat.interval.ms}
 * @param maxPollIntervalMs {@code max.poll.interval.ms}
 * @param assignmentStrategy {@code partition.assignment.strategy}
 * @param groupProtocol {@code group.protocol}: {@link GroupProtocol#CLASSIC}, or {@link
 *     GroupProtocol#CONSUMER}, in which the coordinator decides on sessions, heartbeats and who has
 *     what, and the settings for those count for nothing
 * @param rack {@code client.rack}; empty if it does not say
 */
public record ConsumerSettings(
    String clientId,
    String groupId,
    String topic,
    int processingMs,
    int maxPollRecords,
    boolean autoCommit,
    int autoCommitIntervalMs,
    boolean fromEarliest,
    int sessionTimeoutMs,
    int heartbeatIntervalMs,
    int maxPollIntervalMs,
    AssignmentStrategy assignmentStrategy,
    String groupProtocol,
    String rack) {

  private static final String RACK = "[A-Za-z0-9._-]{1,20}";

  public ConsumerSettings {
    new SettingCheck()
        .require(!clientId.isBlank(), "client.id", clientId, "a name")
        .require(!groupId.isBlank(), "group.id", groupId, "a name")
        .require(!topic.isBlank(), "topic", topic, "the name of a topic")
        .require(
            processingMs >= 0 && processingMs <= 600_000,
            "processingMs",
            processingMs,
            "0 to 600000")
        .require(maxPollRecords >= 1, "max.poll.records", maxPollRecords, "1 or more")
        .require(
            autoCommitIntervalMs >= 1, "auto.commit.interval.ms", autoCommitIntervalMs, "1 or more")
        .require(sessionTimeoutMs >= 1, "session.timeout.ms", sessionTimeoutMs, "1 or more")
        .require(
            heartbeatIntervalMs >= 1
                && (heartbeatIntervalMs < sessionTimeoutMs || sessionTimeoutMs < 1),
            "heartbeat.interval.ms",
            heartbeatIntervalMs,
            "1 or more, and below session.timeout.ms=" + sessionTimeoutMs)
        .require(maxPollIntervalMs >= 1, "max.poll.interval.ms", maxPollIntervalMs, "1 or more")
        .require(
            groupProtocol.equals(GroupProtocol.CLASSIC)
                || groupProtocol.equals(GroupProtocol.CONSUMER),
            "group.protocol",
            groupProtocol,
            "classic or consumer")
        .require(
            rack.isEmpty() || rack.matches(RACK),
            "client.rack",
            rack,
            "letters, digits, '.', '_' or '-', at most 20")
        .refuse();
  }

  /** Kafka's defaults, with a session short enough to see a consumer's death in class. */
  public static ConsumerSettings of(String clientId, String groupId, String topic) {
    return new ConsumerSettings(
        clientId,
        groupId,
        topic,
        50,
        500,
        true,
        2_000,
        true,
        6_000,
        1_500,
        300_000,
        AssignmentStrategy.RANGE,
        GroupProtocol.CLASSIC,
        "");
  }

  public ConsumerSettings withProcessingMs(int newProcessingMs) {
    return new ConsumerSettings(
        clientId,
        groupId,
        topic,
        newProcessingMs,
        maxPollRecords,
        autoCommit,
        autoCommitIntervalMs,
        fromEarliest,
        sessionTimeoutMs,
        heartbeatIntervalMs,
        maxPollIntervalMs,
        assignmentStrategy,
        groupProtocol,
        rack);
  }

  /** The same, in another rack. */
  public ConsumerSettings withRack(String newRack) {
    return new ConsumerSettings(
        clientId,
        groupId,
        topic,
        processingMs,
        maxPollRecords,
        autoCommit,
        autoCommitIntervalMs,
        fromEarliest,
        sessionTimeoutMs,
        heartbeatIntervalMs,
        maxPollIntervalMs,
        assignmentStrategy,
        groupProtocol,
        newRack);
  }

  /** The same, sharing partitions another way. */
  public ConsumerSettings withAssignmentStrategy(AssignmentStrategy newStrategy) {
    return new ConsumerSettings(
        clientId,
        groupId,
        topic,
        processingMs,
        maxPollRecords,
        autoCommit,
        autoCommitIntervalMs,
        fromEarliest,
        sessionTimeoutMs,
        heartbeatIntervalMs,
        maxPollIntervalMs,
        newStrategy,
        groupProtocol,
        rack);
  }

  /** The same, sharing partitions by the other protocol. */
  public ConsumerSettings withGroupProtocol(String newProtocol) {
    return new ConsumerSettings(
        clientId,
        groupId,
        topic,
        processingMs,
        maxPollRecords,
        autoCommit,
        autoCommitIntervalMs,
        fromEarliest,
        sessionTimeoutMs,
        heartbeatIntervalMs,
        maxPollIntervalMs,
        assignmentStrategy,
        newProtocol,
        rack);
  }

  /** Whether it speaks the protocol of KIP-848. */
  public boolean usesConsumerProtocol() {
    return groupProtocol.equals(GroupProtocol.CONSUMER);
  }
}
