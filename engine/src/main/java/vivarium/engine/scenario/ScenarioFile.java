package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.scenario.Scenario.Step;

/**
 * Reads scenarios. The file is a JSON object:
 *
 * <pre>{@code
 * {
 *   "vivarium": 1,                       the version of this format
 *   "name": "…", "about": "…",
 *   "seed": 1, "profile": "classroom", "brokers": 3, "controllers": 1,
 *   "coordination": "kraft",             or "zookeeper"; "controllers" are then its servers
 *   "racks": ["a", "b"],                 given to the brokers in turn
 *   "brokerConfigs": {"replica.lag.time.max.ms": 5000},   beyond the profile's
 *   "simulationConfigs": {"link.latency.ms": 350},
 *   "topics": [{"name": "orders", "partitions": 3, "replicationFactor": 3, "configs": {…}}],
 *   "producers": [{"client.id": "…", "topic": "orders", "recordsPerSecond": 2, "acks": "all"}],
 *   "consumers": [{"client.id": "…", "group.id": "…", "topic": "orders"}],
 *   "steps": [{"at": "8s", "do": "kill leader of orders-0"}, {"at": "18s", "do": "restart it"}],
 *   "until": "30s"                       how long its story takes
 * }
 * }</pre>
 *
 * <p>What is left out has the default of {@link ProducerSettings#of}, {@link ConsumerSettings#of}
 * and Kafka. What is not known is refused.
 */
public final class ScenarioFile {

  /** The version of the format that this program writes about. */
  public static final int VERSION = 1;

  private static final String COORDINATION = "\"kraft\" or \"zookeeper\"";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ScenarioFile() {}

  /**
   * Reads a scenario.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws ScenarioException naming the place, the value and what would be valid
   */
  public static Scenario parse(String source, String text) throws ScenarioException {
    if (text.isBlank()) {
      throw new ScenarioException(
          source + ": the file is empty: it must hold a scenario, a JSON object in {…}");
    }
    try {
      return scenario(JsonFields.of("$", JSON.readTree(text)));
    } catch (JacksonException e) {
      throw new ScenarioException(source + ": " + BrokenJson.describe(text, e));
    } catch (ScenarioException e) {
      throw new ScenarioException(source + ": " + e.getMessage());
    }
  }

  private static Scenario scenario(JsonFields json) throws ScenarioException {
    checkVersion(json);
    String name = json.string("name", "a title");
    String about = json.string("about", "what there is to see");
    ClusterConfig.Builder cluster =
        ClusterConfig.builder()
            .seed(json.longOr("seed", 1))
            .brokers(json.intOr("brokers", 3))
            .coordination(coordination(json))
            .controllers(json.intOr("controllers", 1))
            .racks(json.strings("racks", "an array of names, one for each broker in turn"))
            .profile(profile(json));
    json.settings("brokerConfigs").forEach(cluster::brokerConfig);
    json.settings("simulationConfigs").forEach(cluster::simulationConfig);
    for (JsonFields topic : json.objects("topics")) {
      cluster.topic(topic(topic));
    }
    for (JsonFields producer : json.objects("producers")) {
      cluster.producer(producer(producer));
    }
    for (JsonFields consumer : json.objects("consumers")) {
      cluster.consumer(consumer(consumer));
    }
    List<Step> steps = new ArrayList<>();
    for (JsonFields step : json.objects("steps")) {
      steps.add(step(step));
    }
    String until = json.stringOr("until", null, TimeText.VALID);
    json.refuseOthers();
    Scenario scenario = new Scenario(name, about, checked(json, cluster::build), steps);
    return until == null
        ? scenario
        : scenario.withUntil(checked(json, () -> TimeText.parseNanos(until)));
  }

  private static void checkVersion(JsonFields json) throws ScenarioException {
    long version = json.longOr("vivarium", 0);
    if (version > VERSION) {
      throw new ScenarioException(
          "%s.vivarium = %d is a newer format than this program reads, which is %d: it needs a newer"
                  .formatted(json.path(), version, VERSION)
              + " Vivarium");
    }
    if (version != VERSION) {
      throw json.notValid("vivarium", VERSION + ", the version of the format this program reads");
    }
  }

  private static Profile profile(JsonFields json) throws ScenarioException {
    String valid =
        Arrays.stream(Profile.values()).map(Profile::word).collect(Collectors.joining(", "));
    String word = json.string("profile", valid);
    for (Profile profile : Profile.values()) {
      if (profile.word().equals(word)) {
        return profile;
      }
    }
    throw json.notValid("profile", valid);
  }

  private static CoordinationMode coordination(JsonFields json) throws ScenarioException {
    String word = json.stringOr("coordination", CoordinationMode.KRAFT.word(), COORDINATION);
    for (CoordinationMode mode : CoordinationMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw json.notValid("coordination", COORDINATION);
  }

  private static TopicSpec topic(JsonFields json) throws ScenarioException {
    String name = json.string("name", "the name of a topic");
    int partitions = json.intOr("partitions", 1);
    int replicationFactor = json.intOr("replicationFactor", 1);
    Map<String, String> configs = json.settings("configs");
    json.refuseOthers();
    return checked(
        json, () -> new TopicSpec(name, partitions, replicationFactor, new TreeMap<>(configs)));
  }

  private static ProducerSettings producer(JsonFields json) throws ScenarioException {
    String clientId = json.string("client.id", "a name");
    String topic = json.string("topic", "the name of a topic");
    ProducerSettings usual = checked(json, () -> ProducerSettings.of(clientId, topic));
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
    return checked(
        json,
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

  private static ConsumerSettings consumer(JsonFields json) throws ScenarioException {
    String clientId = json.string("client.id", "a name");
    String groupId = json.string("group.id", "a name");
    String topic = json.string("topic", "the name of a topic");
    ConsumerSettings usual = checked(json, () -> ConsumerSettings.of(clientId, groupId, topic));
    int processingMs = json.intOr("processingMs", usual.processingMs());
    int maxPollRecords = json.intOr("max.poll.records", usual.maxPollRecords());
    boolean autoCommit = json.booleanOr("enable.auto.commit", usual.autoCommit());
    int autoCommitIntervalMs = json.intOr("auto.commit.interval.ms", usual.autoCommitIntervalMs());
    boolean fromEarliest = isEarliest(json);
    int sessionTimeoutMs = json.intOr("session.timeout.ms", usual.sessionTimeoutMs());
    int heartbeatIntervalMs = json.intOr("heartbeat.interval.ms", usual.heartbeatIntervalMs());
    int maxPollIntervalMs = json.intOr("max.poll.interval.ms", usual.maxPollIntervalMs());
    String rack =
        Objects.requireNonNullElse(json.stringOr("client.rack", null, "the name of a rack"), "");
    json.refuseOthers();
    return checked(
        json,
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
                rack));
  }

  private static boolean isEarliest(JsonFields json) throws ScenarioException {
    String valid = "\"earliest\" or \"latest\"";
    return switch (json.stringOr("auto.offset.reset", "earliest", valid)) {
      case "earliest" -> true;
      case "latest" -> false;
      case null, default -> throw json.notValid("auto.offset.reset", valid);
    };
  }

  private static Step step(JsonFields json) throws ScenarioException {
    String at = json.string("at", TimeText.VALID);
    String command = json.string("do", "a command, such as \"kill 2\"");
    json.refuseOthers();
    return checked(json, () -> new Step(TimeText.parseNanos(at), CommandText.parse(command)));
  }

  /** What the settings' own constructors complain of, with its place in the file before it. */
  private static <T> T checked(JsonFields json, Supplier<T> made) throws ScenarioException {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(json.path() + ": " + e.getMessage());
    }
  }
}
