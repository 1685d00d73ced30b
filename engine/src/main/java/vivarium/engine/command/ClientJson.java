package vivarium.engine.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.json.JsonFields;

/**
 * Built-in clients as scenarios and commands write them: by the names of Kafka's configs, where
 * what is left out has the default of {@link ProducerSettings#of} or {@link ConsumerSettings#of}.
 */
public final class ClientJson {

  private static final String STRATEGY = "partition.assignment.strategy";
  private static final String PROTOCOL = "group.protocol";
  private static final String SESSION = "session.timeout.ms";

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

  /** The producer; empty if something is wrong, which is noted. */
  public static Optional<ProducerSettings> producer(JsonFields json) {
    ProducerSettings usual = ProducerSettings.of("usual", "usual");
    String clientId = json.string("client.id", "a name");
    String topic = json.string("topic", "the name of a topic");
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
    return json.made(
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

  private static int acks(JsonFields json) {
    String valid = "\"all\", \"1\" or \"0\"";
    return switch (json.stringOr("acks", "all", valid)) {
      case "all", "-1" -> ProducerSettings.ACKS_ALL;
      case "1" -> 1;
      case "0" -> 0;
      default -> {
        json.notValid("acks", valid);
        yield ProducerSettings.ACKS_ALL;
      }
    };
  }

  /** The fields that {@link #producer} reads as these settings, without what is as usual. */
  public static Map<String, Object> fields(ProducerSettings settings) {
    return fields(settings, new Fields(false));
  }

  /** As {@link #fields(ProducerSettings)}, and with what is as usual. */
  static Map<String, Object> allFields(ProducerSettings settings) {
    return fields(settings, new Fields(true));
  }

  private static Map<String, Object> fields(ProducerSettings settings, Fields fields) {
    ProducerSettings usual = ProducerSettings.of(settings.clientId(), settings.topic());
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

  /** The consumer; empty if something is wrong, which is noted. */
  public static Optional<ConsumerSettings> consumer(JsonFields json) {
    ConsumerSettings usual = ConsumerSettings.of("usual", "usual", "usual");
    String clientId = json.string("client.id", "a name");
    String groupId = json.string("group.id", "a name");
    String topic = json.string("topic", "the name of a topic");
    int processingMs = json.intOr("processingMs", usual.processingMs());
    int maxPollRecords = json.intOr("max.poll.records", usual.maxPollRecords());
    boolean autoCommit = json.booleanOr("enable.auto.commit", usual.autoCommit());
    int autoCommitIntervalMs = json.intOr("auto.commit.interval.ms", usual.autoCommitIntervalMs());
    boolean fromEarliest =
        json.oneOf(
                "auto.offset.reset",
                List.of("earliest", "latest"),
                word -> word,
                "\"earliest\" or \"latest\"")
            .equals("earliest");
    int sessionTimeoutMs = json.intOr(SESSION, usual.sessionTimeoutMs());
    int heartbeatIntervalMs = json.intOr("heartbeat.interval.ms", usual.heartbeatIntervalMs());
    int maxPollIntervalMs = json.intOr("max.poll.interval.ms", usual.maxPollIntervalMs());
    AssignmentStrategy strategy = strategy(json);
    String protocol = json.stringOr(PROTOCOL, usual.groupProtocol(), "classic or consumer");
    String rack = json.stringOr("client.rack", "", "the name of a rack");
    json.refuseOthers();
    return json.made(
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
                // The heartbeat is not to be blamed for a session that could not be read.
                json.isRight(SESSION) ? sessionTimeoutMs : Integer.MAX_VALUE,
                heartbeatIntervalMs,
                maxPollIntervalMs,
                strategy,
                protocol,
                rack));
  }

  private static AssignmentStrategy strategy(JsonFields json) {
    AssignmentStrategy usual = AssignmentStrategy.RANGE;
    String name = json.stringOr(STRATEGY, usual.text(), AssignmentStrategy.valid());
    try {
      return AssignmentStrategy.of(name);
    } catch (IllegalArgumentException e) {
      json.notValid(STRATEGY, AssignmentStrategy.valid());
      return usual;
    }
  }

  /** The fields that {@link #consumer} reads as these settings, without what is as usual. */
  public static Map<String, Object> fields(ConsumerSettings settings) {
    return fields(settings, new Fields(false));
  }

  /** As {@link #fields(ConsumerSettings)}, and with what is as usual. */
  static Map<String, Object> allFields(ConsumerSettings settings) {
    return fields(settings, new Fields(true));
  }

  private static Map<String, Object> fields(ConsumerSettings settings, Fields fields) {
    ConsumerSettings usual =
        ConsumerSettings.of(settings.clientId(), settings.groupId(), settings.topic());
    fields.put("client.id", settings.clientId());
    fields.put("group.id", settings.groupId());
    fields.put("topic", settings.topic());
    fields.add("processingMs", settings.processingMs(), usual.processingMs());
    fields.add("max.poll.records", settings.maxPollRecords(), usual.maxPollRecords());
    fields.add("enable.auto.commit", settings.autoCommit(), usual.autoCommit());
    fields.add(
        "auto.commit.interval.ms", settings.autoCommitIntervalMs(), usual.autoCommitIntervalMs());
    fields.add("auto.offset.reset", settings.fromEarliest() ? "earliest" : "latest", "earliest");
    fields.add(SESSION, settings.sessionTimeoutMs(), usual.sessionTimeoutMs());
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
    private final boolean withUsual;

    Fields(boolean withUsual) {
      this.withUsual = withUsual;
    }

    void put(String name, Object value) {
      all.put(name, value);
    }

    void add(String name, Object value, Object usual) {
      if (withUsual || !value.equals(usual)) {
        put(name, value);
      }
    }
  }
}
