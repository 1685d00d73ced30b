package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Feature;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.scenario.Scenario.When;

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
 *   "features": {"eligible.leader.replicas.version": 0},  the usual level is 1
 *   "brokerConfigs": {"replica.lag.time.max.ms": 5000},   beyond the profile's
 *   "simulationConfigs": {"link.latency.ms": 350},
 *   "topics": [{"name": "orders", "partitions": 3, "replicationFactor": 3, "configs": {…}}],
 *   "producers": [{"client.id": "…", "topic": "orders", "recordsPerSecond": 2, "acks": "all"}],
 *   "consumers": [{"client.id": "…", "group.id": "…", "topic": "orders"}],
 *   "steps": [
 *     {"at": "8s", "do": "kill leader of orders-0"},
 *     {"when": "ISR of orders-0 < 3", "after": "2s", "within": "20s", "do": "restart it"}
 *   ],
 *   "until": "30s"                       how long its story takes
 * }
 * }</pre>
 *
 * <p>A name or an about may also be an object with both languages, {@code {"en": "…", "ko": "…"}}.
 *
 * <p>What is left out has the default of {@link ProducerSettings#of}, {@link ConsumerSettings#of}
 * and Kafka. What is not known is refused. Comments, {@code // …} to the end of the line and {@code
 * /* … *}{@code /}, may stand between any two words of it.
 *
 * <p>A step with {@code "when"} waits for a {@link Condition}, from the step before it on (see
 * {@link Scenario.Once}). One with {@code "ifPossible": true} is passed over if it cannot be done
 * then; {@code "turn"} says after how many of the happenings of just its time it is done, which a
 * session that was saved needs where they had not all come (see {@link Scenario.At}).
 *
 * <p>The same is written for editors as a JSON Schema in {@code assets/scenario.schema.json}, which
 * a file may name in {@code "$schema"}.
 */
public final class ScenarioFile {

  /** The version of the format that this program writes about. */
  public static final int VERSION = 1;

  private static final String CONDITION = "a condition, such as \"ISR of orders-0 < 3\"";
  private static final String COORDINATION = "\"kraft\" or \"zookeeper\"";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
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
    json.stringOr("$schema", null, "where the schema is"); // For editors only.
    Wording name = json.wording("name", "a title");
    Wording about = json.wording("about", "what there is to see");
    ClusterConfig.Builder cluster =
        ClusterConfig.builder()
            .seed(json.longOr("seed", 1))
            .brokers(json.intOr("brokers", 3))
            .coordination(coordination(json))
            .controllers(json.intOr("controllers", 1))
            .racks(json.strings("racks", "an array of names, one for each broker in turn"))
            .profile(profile(json));
    features(json, cluster);
    json.settings("brokerConfigs").forEach(cluster::brokerConfig);
    json.settings("simulationConfigs").forEach(cluster::simulationConfig);
    for (JsonFields topic : json.objects("topics")) {
      cluster.topic(topic(topic));
    }
    for (JsonFields producer : json.objects("producers")) {
      cluster.producer(ClientJson.producer(producer));
    }
    for (JsonFields consumer : json.objects("consumers")) {
      cluster.consumer(ClientJson.consumer(consumer));
    }
    List<Step> steps = new ArrayList<>();
    for (JsonFields step : json.objects("steps")) {
      steps.add(step(step));
    }
    String until = json.stringOr("until", null, TimeText.VALID);
    json.refuseOthers();
    Scenario scenario = new Scenario(name, about, ClientJson.checked(json, cluster::build), steps);
    refuseUnknownNames(json, scenario.cluster(), steps);
    return until == null
        ? scenario
        : scenario.withUntil(ClientJson.checked(json, () -> TimeText.parseNanos(until)));
  }

  /** A condition that speaks of what can never be there would be waited for without end. */
  private static void refuseUnknownNames(JsonFields json, ClusterConfig cluster, List<Step> steps)
      throws ScenarioException {
    KnownNames names = KnownNames.of(cluster, steps);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).when() instanceof Once once) {
        var unknown = names.unknownIn(once.condition());
        if (unknown.isPresent()) {
          throw new ScenarioException(
              "%s.steps[%d].when: %s".formatted(json.path(), i, unknown.get().sentence()));
        }
      }
    }
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

  private static void features(JsonFields json, ClusterConfig.Builder cluster)
      throws ScenarioException {
    for (var feature : json.settings("features").entrySet()) {
      String name = feature.getKey();
      try {
        cluster.feature(name, Feature.of(name).level(feature.getValue()));
      } catch (IllegalArgumentException e) {
        throw json.within("features", name, e);
      }
    }
  }

  private static TopicSpec topic(JsonFields json) throws ScenarioException {
    String name = json.string("name", "the name of a topic");
    int partitions = json.intOr("partitions", 1);
    int replicationFactor = json.intOr("replicationFactor", 1);
    Map<String, String> configs = json.settings("configs");
    json.refuseOthers();
    return ClientJson.checked(
        json, () -> new TopicSpec(name, partitions, replicationFactor, new TreeMap<>(configs)));
  }

  private static Step step(JsonFields json) throws ScenarioException {
    String command = json.string("do", "a command, such as \"kill 2\"");
    boolean ifPossible = json.booleanOr("ifPossible", false);
    String condition = json.stringOr("when", null, CONDITION);
    When when = condition == null ? at(json) : once(json, condition);
    json.refuseOthers();
    return ClientJson.checked(json, () -> new Step(when, CommandText.parse(command), ifPossible));
  }

  private static When at(JsonFields json) throws ScenarioException {
    String at = json.stringOr("at", null, TimeText.VALID);
    if (at == null) {
      throw new ScenarioException(
          "%s needs a time, \"at\": \"8s\", or a condition, \"when\": \"ISR of orders-0 < 3\""
              .formatted(json.path()));
    }
    long turn = json.longOr("turn", At.ALL_DUE);
    if (turn < 0 && json.has("turn")) {
      throw json.notValid("turn", "a number from 0");
    }
    return ClientJson.checked(json, () -> new At(TimeText.parseNanos(at), turn));
  }

  private static When once(JsonFields json, String condition) throws ScenarioException {
    String after = json.stringOr("after", "0s", TimeText.VALID);
    String within = json.stringOr("within", null, TimeText.VALID);
    Condition parsed;
    try {
      parsed = Condition.parse(condition);
    } catch (ConditionException e) {
      throw new ScenarioException("%s.when: %s".formatted(json.path(), e.getMessage()));
    }
    return ClientJson.checked(
        json,
        () ->
            new Once(
                parsed,
                TimeText.parseNanos(String.valueOf(after)),
                within == null ? Once.NO_LIMIT : Math.max(1, TimeText.parseNanos(within))));
  }

  /**
   * Writes a scenario so that {@link #parse} reads the same: for people, one topic, client or step
   * a line, always in the same order, without what is as usual.
   */
  public static String write(Scenario scenario) {
    return ScenarioWriter.write(scenario);
  }
}
