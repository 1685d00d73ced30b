package vivarium.engine.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;

/**
 * Built-in clients as scenarios and commands write them: by the names of Kafka's configs, where
 * what is left out has the default of {@link ProducerSettings#of} or {@link ConsumerSettings#of}.
 */
final class ClientJson {

  private static final String STRATEGY = "partition.assignment.strategy";
  private static final String PROTOCOL = "group.protocol";

  /** The fields whose values are texts, however much they look like numbers. */
  static final Set<String> TEXTS =
      Set.of(
          "client.id",
          "group.id",
          "topic",
          "acks",
          "auto.offset.reset",
          STRATEGY,
          PROTOCOL,
          "client.rack");

  private ClientJson() {}

  static ProducerSettings producer(JsonFields json) throws ScenarioException {
    String clientId = json.string("client.id", "a name");
    String topic = json.string("topic", "the name of a topic");
    ProducerSettings usual = json.checked(() -> ProducerSettings.of(clientId, topic));
    int acks = acks(json);
    double recordsPerSecond = json.doubleOr("recordsPerSecond", usual.recordsPerSecond());
    int keys = json.intOr("keys", usual.keys());
    int valueBytes = json.intOr("valueBytes", usual.valueBytes());
    int lingerMs = json.intOr("linger.ms", usual.lingerMs());
    int batchSizeBytes = json.intOr("batch.size", usual.batchSizeBytes());
    boolean idempotent = json.booleanOr("enable.idempotence", acks == ProducerSettings.ACKS_ALL);
    int retries = json.intOr("retries", usual.retries());
    int deliveryTimeoutMs = json.intOr("delivery.timeout.ms", usual.deliveryTimeoutMs());
    int requestTimeoutMs = json.intOr("request.timeout.ms", usual.requestTimeoutMs());
    int maxInFlight = json.intOr("max.in.flight.requests.per.connection", usual.maxInFlight());
    json.refuseOthers();
    return json.checked(
        () ->
            new ProducerSettings(
                clientId,
                topic,
                recordsPerSecond,
                keys,
                valueBytes,
                acks,
                lingerMs,
                batchSizeBytes,
                idempotent,
                retries,
                deliveryTimeoutMs,
                requestTimeoutMs,
                maxInFlight));
  }

  private static int acks(JsonFields json) throws ScenarioException {
    String valid = "\"all\", \"1\" or \"0\"";
    return switch (json.stringOr("acks", "all", valid)) {
      case "all", "-1" -> ProducerSettings.ACKS_ALL;
      case "1" -> 1;
      case "0" -> 0;
      case null, default -> throw json.notValid("acks", valid);
    };
  }

  /** The fields that {@link #producer} reads as these settings, without what is as usual. */
  static Map<String, Object> fields(ProducerSettings settings) {
    ProducerSettings usual = ProducerSettings.of(settings.clientId(), settings.topic());
    Fields fields = new Fields();
    fields.put("client.id", settings.clientId());
    fields.put("topic", settings.topic());
    fields.add("recordsPerSecond", settings.recordsPerSecond(), usual.recordsPerSecond());
    fields.add("keys", settings.keys(), usual.keys());
    fields.add("valueBytes", settings.valueBytes(), usual.valueBytes());
    fields.put("acks", settings.acksWord());
    fields.add("linger.ms", settings.lingerMs(), usual.lingerMs());
    fields.add("batch.size", settings.batchSizeBytes(), usual.batchSizeBytes());
    fields.add(
        "enable.idempotence", settings.idempotent(), settings.acks() == ProducerSettings.ACKS_ALL);
    fields.add("retries", settings.retries(), usual.retries());
    fields.add("delivery.timeout.ms", settings.deliveryTimeoutMs(), usual.deliveryTimeoutMs());
    fields.add("request.timeout.ms", settings.requestTimeoutMs(), usual.requestTimeoutMs());
    fields.add(
        "max.in.flight.requests.per.connection", settings.maxInFlight(), usual.maxInFlight());
    return fields.all;
  }

  static ConsumerSettings consumer(JsonFields json) throws ScenarioException {
    String clientId = json.string("client.id", "a name");
    String groupId = json.string("group.id", "a name");
    String topic = json.string("topic", "the name of a topic");
    ConsumerSettings usual = json.checked(() -> ConsumerSettings.of(clientId, groupId, topic));
    int processingMs = json.intOr("processingMs", usual.processingMs());
    int maxPollRecords = json.intOr("max.poll.records", usual.maxPollRecords());
    boolean autoCommit = json.booleanOr("enable.auto.commit", usual.autoCommit());
    int autoCommitIntervalMs = json.intOr("auto.commit.interval.ms", usual.autoCommitIntervalMs());
    boolean fromEarliest = isEarliest(json);
    int sessionTimeoutMs = json.intOr("session.timeout.ms", usual.sessionTimeoutMs());
    int heartbeatIntervalMs = json.intOr("heartbeat.interval.ms", usual.heartbeatIntervalMs());
    int maxPollIntervalMs = json.intOr("max.poll.interval.ms", usual.maxPollIntervalMs());
    AssignmentStrategy strategy = strategy(json);
    String protocol =
        Objects.requireNonNullElse(
            json.stringOr(PROTOCOL, null, "classic or consumer"), usual.groupProtocol());
    String rack =
        Objects.requireNonNullElse(json.stringOr("client.rack", null, "the name of a rack"), "");
    json.refuseOthers();
    return json.checked(
        () ->
            new ConsumerSettings(
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
                strategy,
                protocol,
                rack));
  }

  private static AssignmentStrategy strategy(JsonFields json) throws ScenarioException {
    String usual = AssignmentStrategy.RANGE.text();
    String name = json.stringOr(STRATEGY, usual, AssignmentStrategy.valid());
    try {
      return AssignmentStrategy.of(Objects.requireNonNullElse(name, usual));
    } catch (IllegalArgumentException e) {
      throw json.notValid(STRATEGY, AssignmentStrategy.valid());
    }
  }

  private static boolean isEarliest(JsonFields json) throws ScenarioException {
    String valid = "\"earliest\" or \"latest\"";
    return switch (json.stringOr("auto.offset.reset", "earliest", valid)) {
      case "earliest" -> true;
      case "latest" -> false;
      case null, default -> throw json.notValid("auto.offset.reset", valid);
    };
  }

  /** The fields that {@link #consumer} reads as these settings, without what is as usual. */
  static Map<String, Object> fields(ConsumerSettings settings) {
    ConsumerSettings usual =
        ConsumerSettings.of(settings.clientId(), settings.groupId(), settings.topic());
    Fields fields = new Fields();
    fields.put("client.id", settings.clientId());
    fields.put("group.id", settings.groupId());
    fields.put("topic", settings.topic());
    fields.add("processingMs", settings.processingMs(), usual.processingMs());
    fields.add("max.poll.records", settings.maxPollRecords(), usual.maxPollRecords());
    fields.add("enable.auto.commit", settings.autoCommit(), usual.autoCommit());
    fields.add(
        "auto.commit.interval.ms", settings.autoCommitIntervalMs(), usual.autoCommitIntervalMs());
    fields.add("auto.offset.reset", settings.fromEarliest() ? "earliest" : "latest", "earliest");
    fields.add("session.timeout.ms", settings.sessionTimeoutMs(), usual.sessionTimeoutMs());
    fields.add(
        "heartbeat.interval.ms", settings.heartbeatIntervalMs(), usual.heartbeatIntervalMs());
    fields.add("max.poll.interval.ms", settings.maxPollIntervalMs(), usual.maxPollIntervalMs());
    fields.add(STRATEGY, settings.assignmentStrategy().text(), AssignmentStrategy.RANGE.text());
    fields.add(PROTOCOL, settings.groupProtocol(), usual.groupProtocol());
    fields.add("client.rack", settings.rack(), "");
    return fields.all;
  }

  private static final class Fields {
    private final Map<String, Object> all = new LinkedHashMap<>();

    void put(String name, Object value) {
      all.put(name, value);
    }

    void add(String name, Object value, Object usual) {
      if (!value.equals(usual)) {
        put(name, value);
      }
    }
  }
}
