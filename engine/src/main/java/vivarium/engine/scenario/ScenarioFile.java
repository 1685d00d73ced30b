package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
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

  private static final String ROOT = "$";
  private static final int USUAL_BROKERS = 3;
  private static final String RACKS = "a name";
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
   * Reads a scenario that somebody wrote: what it names must be there or come.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws ScenarioException naming each place, its value and what would be valid
   */
  public static Scenario parse(String source, String text) throws ScenarioException {
    Scenario scenario = parseRecorded(source, text);
    try {
      refuseUnknownNames(scenario);
    } catch (ScenarioException e) {
      throw e.in(source);
    }
    return scenario;
  }

  /**
   * Reads a scenario that a program wrote of what was, whether or not its names stand for
   * something.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws ScenarioException as {@link #parse}
   */
  public static Scenario parseRecorded(String source, String text) throws ScenarioException {
    if (text.isBlank()) {
      throw new ScenarioException(
          source + ": the file is empty: it must hold a scenario, a JSON object in {…}");
    }
    try {
      return scenario(JsonFields.of(ROOT, JSON.readTree(text)));
    } catch (JacksonException e) {
      throw new ScenarioException(source + ": " + BrokenJson.describe(text, e));
    } catch (ScenarioException e) {
      throw e.in(source);
    }
  }

  private static Scenario scenario(JsonFields json) throws ScenarioException {
    checkVersion(json);
    Mistakes mistakes = new Mistakes();
    mistakes.check(() -> json.stringOr("$schema", null, "where the schema is"));
    Wording name = mistakes.read(() -> title(json)).orElse(Wording.NONE);
    Wording about =
        mistakes.read(() -> json.wording("about", "what there is to see")).orElse(Wording.NONE);
    ClusterConfig.Builder cluster = ClusterConfig.builder();
    mistakes.check(() -> cluster.seed(json.longOr("seed", 1)));
    int brokers = mistakes.read(() -> brokers(json)).orElse(USUAL_BROKERS);
    cluster.brokers(brokers);
    mistakes.check(() -> cluster.coordination(coordination(json)));
    mistakes.check(() -> cluster.controllers(json.intOr("controllers", 1)));
    mistakes.check(() -> cluster.racks(json.strings("racks", RACKS)));
    mistakes.check(() -> cluster.profile(profile(json)));
    features(json, cluster, mistakes);
    mistakes
        .read(() -> json.settings("brokerConfigs"))
        .ifPresent(configs -> configs.forEach(cluster::brokerConfig));
    mistakes
        .read(() -> json.settings("simulationConfigs"))
        .ifPresent(configs -> configs.forEach(cluster::simulationConfig));
    for (JsonFields topic : objects(json, "topics", mistakes)) {
      topic(topic, brokers, mistakes).ifPresent(cluster::topic);
    }
    for (JsonFields producer : objects(json, "producers", mistakes)) {
      mistakes.read(() -> ClientJson.producer(producer)).ifPresent(cluster::producer);
    }
    for (JsonFields consumer : objects(json, "consumers", mistakes)) {
      mistakes.read(() -> ClientJson.consumer(consumer)).ifPresent(cluster::consumer);
    }
    List<Step> steps = new ArrayList<>();
    for (JsonFields step : objects(json, "steps", mistakes)) {
      mistakes.read(() -> step(step)).ifPresent(steps::add);
    }
    Optional<Long> until = mistakes.read(() -> until(json)).flatMap(given -> given);
    mistakes.check(json::refuseOthers);
    mistakes.refuse();
    Scenario scenario = new Scenario(name, about, json.checked(cluster::build), steps);
    return until.map(scenario::withUntil).orElse(scenario);
  }

  private static List<JsonFields> objects(JsonFields json, String field, Mistakes mistakes) {
    return mistakes.read(() -> json.objects(field)).orElse(List.of());
  }

  private static int brokers(JsonFields json) throws ScenarioException {
    return json.has("brokers")
        ? json.within("brokers", 1, ClusterConfig.MAX_BROKERS)
        : USUAL_BROKERS;
  }

  private static Wording title(JsonFields json) throws ScenarioException {
    if (!json.has("name")) {
      throw new ScenarioException(
          json.path()
              + ".name is missing: a scenario has a title, such as \"name\": \"My lesson\"");
    }
    return json.wording("name", "a title");
  }

  private static Optional<Long> until(JsonFields json) throws ScenarioException {
    String until = json.stringOr("until", null, TimeText.VALID);
    return until == null
        ? Optional.empty()
        : Optional.of(json.checked("until", () -> TimeText.parseNanos(until)));
  }

  /** What can never be there would be waited for, or written to, without anybody's noticing. */
  private static void refuseUnknownNames(Scenario scenario) throws ScenarioException {
    ClusterConfig cluster = scenario.cluster();
    KnownNames names = KnownNames.of(cluster, scenario.steps());
    Mistakes mistakes = new Mistakes();
    for (int i = 0; i < cluster.producers().size(); i++) {
      String place = "%s.producers[%d].topic".formatted(ROOT, i);
      note(names.topic(cluster.producers().get(i).topic()), place, mistakes);
    }
    for (int i = 0; i < cluster.consumers().size(); i++) {
      String place = "%s.consumers[%d].topic".formatted(ROOT, i);
      note(names.topic(cluster.consumers().get(i).topic()), place, mistakes);
    }
    for (int i = 0; i < scenario.steps().size(); i++) {
      if (scenario.steps().get(i).when() instanceof Once once) {
        String place = "%s.steps[%d].when".formatted(ROOT, i);
        note(names.unknownIn(once.condition()), place, mistakes);
      }
    }
    mistakes.refuse();
  }

  private static void note(Optional<UnknownName> unknown, String place, Mistakes mistakes) {
    unknown.ifPresent(name -> mistakes.add("%s: %s".formatted(place, name.sentence())));
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

  private static void features(JsonFields json, ClusterConfig.Builder cluster, Mistakes mistakes) {
    settings(json, "features", mistakes)
        .forEach(
            (name, level) ->
                mistakes
                    .read(() -> json.checked("features", name, () -> Feature.of(name).level(level)))
                    .ifPresent(valid -> cluster.feature(name, valid)));
  }

  private static SortedMap<String, String> settings(
      JsonFields json, String field, Mistakes mistakes) {
    return mistakes.read(() -> json.settings(field)).orElseGet(TreeMap::new);
  }

  private static Optional<TopicSpec> topic(JsonFields json, int brokers, Mistakes mistakes) {
    Optional<String> name = mistakes.read(() -> json.string("name", "the name of a topic"));
    int partitions =
        mistakes
            .read(() -> json.within("partitions", 1, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC))
            .orElse(1);
    int replicas = mistakes.read(() -> json.within("replicationFactor", 1, brokers)).orElse(1);
    TreeMap<String, String> configs = new TreeMap<>();
    settings(json, "configs", mistakes)
        .forEach(
            (key, value) ->
                mistakes
                    .read(() -> json.checked("configs", key, () -> topicConfig(key, value)))
                    .ifPresent(valid -> configs.put(key, valid)));
    mistakes.check(json::refuseOthers);
    return name.flatMap(
        word ->
            mistakes.read(
                () ->
                    json.checked(
                        "name", () -> new TopicSpec(word, partitions, replicas, configs))));
  }

  private static String topicConfig(String key, String value) {
    ConfigCatalog.get(ConfigSpec.Scope.TOPIC, key).validate(value);
    return value;
  }

  private static Step step(JsonFields json) throws ScenarioException {
    String command = json.string("do", "a command, such as \"kill 2\"");
    boolean ifPossible = json.booleanOr("ifPossible", false);
    String condition = json.stringOr("when", null, CONDITION);
    When when = condition == null ? at(json) : once(json, condition);
    json.refuseOthers();
    return json.checked("do", () -> new Step(when, CommandText.parse(command), ifPossible));
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
    return json.checked("at", () -> new At(TimeText.parseNanos(at), turn));
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
    long afterNanos = json.checked("after", () -> TimeText.parseNanos(String.valueOf(after)));
    long withinNanos =
        within == null ? Once.NO_LIMIT : json.checked("within", () -> TimeText.parseNanos(within));
    return new Once(parsed, afterNanos, Math.max(1, withinNanos));
  }

  /**
   * Writes a scenario so that {@link #parse} reads the same: for people, one topic, client or step
   * a line, always in the same order, without what is as usual.
   */
  public static String write(Scenario scenario) {
    return ScenarioWriter.write(scenario);
  }
}
