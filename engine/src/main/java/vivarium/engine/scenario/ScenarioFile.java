package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.command.ClientJson;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.Condition;
import vivarium.engine.condition.Doubt;
import vivarium.engine.condition.KnownNames;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Feature;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.json.BrokenJson;
import vivarium.engine.json.JsonFields;
import vivarium.engine.json.Mistakes;
import vivarium.engine.json.MistakesException;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.scenario.Scenario.When;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

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

  /** The fields that bring the names of others. */
  private static final List<String> NAMING = List.of("topics", "producers", "consumers", "steps");

  private static final String COMMAND = "a command, such as \"kill 2\"";
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
   * Reads a scenario that plays by itself: what it names must be there or come by one of its steps,
   * and the numbers that it waits for must be such as can be.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws MistakesException naming each place, its value and what would be valid
   */
  public static Scenario parse(String source, String text) throws MistakesException {
    return read(source, text, doubt -> true);
  }

  /**
   * Reads a scenario of a cluster that clients from outside can join: topics, groups and clients
   * that it names may be theirs.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws MistakesException as {@link #parse}
   */
  public static Scenario parseOpen(String source, String text) throws MistakesException {
    return read(source, text, doubt -> !doubt.canComeFromOutside());
  }

  /**
   * Reads a scenario that a program wrote of what was, whether or not its names stand for
   * something.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws MistakesException as {@link #parse}
   */
  public static Scenario parseRecorded(String source, String text) throws MistakesException {
    return read(source, text, doubt -> false);
  }

  /** Whether a text is an object of JSON that says which version of this format it is. */
  public static boolean isMeant(String text) {
    try {
      return readTree(text).has("vivarium");
    } catch (MistakesException broken) {
      return false;
    }
  }

  private static Scenario read(String source, String text, Predicate<Doubt> isMistake)
      throws MistakesException {
    try {
      return scenario(readTree(text), new NameCheck(isMistake));
    } catch (MistakesException e) {
      throw e.in(source);
    }
  }

  /**
   * Reads the JSON of a scenario or of what holds one; comments may stand in it.
   *
   * @throws MistakesException naming the line, the column and what is wrong there
   */
  public static JsonNode readTree(String text) throws MistakesException {
    if (text.isBlank()) {
      throw new MistakesException(
          "the file is empty: it must hold a scenario, a JSON object in {…}");
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new MistakesException(BrokenJson.describe(text, e));
    }
  }

  private static Scenario scenario(JsonNode node, NameCheck check) throws MistakesException {
    Mistakes mistakes = new Mistakes();
    JsonFields json = JsonFields.of(ROOT, node, mistakes);
    checkVersion(json);
    json.stringOr("$schema", "", "where the schema is");
    Wording name = title(json);
    Wording about = json.wording("about", "what there is to see");
    ClusterConfig.Builder cluster = ClusterConfig.builder().seed(json.longOr("seed", 1));
    int brokers = brokers(json);
    int controllers = controllers(json);
    check.servers(brokers, controllers);
    cluster.brokers(json.isRight("brokers") ? brokers : USUAL_BROKERS).controllers(controllers);
    CoordinationMode coordination =
        json.oneOf(
            "coordination",
            List.of(CoordinationMode.values()),
            CoordinationMode::word,
            COORDINATION);
    cluster.coordination(coordination);
    cluster.racks(json.strings("racks", "a name", ClusterConfig::requireRack));
    Profile profile = profile(json);
    cluster.profile(profile);
    features(json, coordination).forEach(cluster::feature);
    SortedMap<String, String> configs =
        json.settings("brokerConfigs", setting(ConfigSpec.Scope.BROKER));
    configs.forEach(cluster::brokerConfig);
    check.names().createTopics(createsTopics(profile, configs));
    check.names().offsetsPartitions(offsetsPartitions(profile, configs));
    json.settings("simulationConfigs", setting(ConfigSpec.Scope.SIMULATION))
        .forEach(cluster::simulationConfig);
    TreeSet<String> topics = new TreeSet<>();
    for (JsonFields topic : json.objects("topics")) {
      topic(topic, brokers, topics, check).ifPresent(cluster::topic);
    }
    TreeSet<NodeId> clients = new TreeSet<>();
    for (JsonFields producer : json.objects("producers")) {
      Optional<ProducerSettings> settings = ClientJson.producer(producer);
      if (isNew(producer, settings.map(each -> NodeId.producer(each.clientId())), clients)) {
        settings.ifPresent(cluster::producer);
      }
      check.client(producer);
    }
    for (JsonFields consumer : json.objects("consumers")) {
      Optional<ConsumerSettings> settings = ClientJson.consumer(consumer);
      if (isNew(consumer, settings.map(each -> NodeId.consumer(each.clientId())), clients)) {
        settings.ifPresent(cluster::consumer);
      }
      check.client(consumer);
    }
    List<Placed> placed = new ArrayList<>();
    for (JsonFields each : json.objects("steps")) {
      step(each, check).ifPresent(step -> placed.add(new Placed(each, step)));
    }
    Optional<Long> until = json.parsed("until", TimeText.VALID, TimeText::parseNanos);
    until.ifPresent(end -> refuseStepsAfter(end, placed));
    json.refuseOthers();
    NAMING.forEach(field -> check.require(json.isRight(field)));
    check.run();
    mistakes.refuse(json);
    Scenario scenario =
        new Scenario(name, about, cluster.build(), placed.stream().map(Placed::step).toList());
    return until.map(scenario::withUntil).orElse(scenario);
  }

  /** Whether a client has a name that none of the others has; says so if not. */
  private static boolean isNew(JsonFields json, Optional<NodeId> client, TreeSet<NodeId> others) {
    return client.isPresent()
        && json.checked(
                "client.id",
                () -> {
                  ClusterConfig.requireNewClient(client.get(), others);
                  return others.add(client.get());
                })
            .isPresent();
  }

  /** Whether clients have topics created, as the cluster begins. */
  private static boolean createsTopics(Profile profile, SortedMap<String, String> configs) {
    return Boolean.parseBoolean(setting(ConfigCatalog.AUTO_CREATE_TOPICS, profile, configs));
  }

  /** How many partitions the topic is created with in which groups are kept. */
  private static int offsetsPartitions(Profile profile, SortedMap<String, String> configs) {
    return Integer.parseInt(setting(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS, profile, configs));
  }

  private static String setting(String key, Profile profile, SortedMap<String, String> configs) {
    String usual = ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).kafkaDefault();
    return configs.getOrDefault(key, profile.brokerConfigs().getOrDefault(key, usual));
  }

  /** How many; the most there can be if it is wrong, so that nothing else is blamed for it. */
  private static int brokers(JsonFields json) {
    int brokers = json.within("brokers", 1, ClusterConfig.MAX_BROKERS, USUAL_BROKERS);
    return json.isRight("brokers") ? brokers : ClusterConfig.MAX_BROKERS;
  }

  private static Wording title(JsonFields json) {
    if (!json.has("name")) {
      json.note(
          "name",
          json.pathOf("name")
              + " is missing: a scenario has a title, such as \"name\": \"My lesson\"");
    }
    return json.wording("name", "a title");
  }

  private static int controllers(JsonFields json) {
    int controllers = json.intOr("controllers", 1);
    if (controllers < 1 || controllers > ClusterConfig.MAX_CONTROLLERS || controllers % 2 == 0) {
      json.notValid("controllers", "1, 3 or " + ClusterConfig.MAX_CONTROLLERS);
    }
    return json.isRight("controllers") ? controllers : ClusterConfig.MAX_CONTROLLERS;
  }

  private static void checkVersion(JsonFields json) throws MistakesException {
    long version = json.longOr("vivarium", 0);
    if (version > VERSION) {
      throw new MistakesException(
          "%s.vivarium = %d is a newer format than this program reads, which is %d: it needs a newer"
                  .formatted(json.path(), version, VERSION)
              + " Vivarium");
    }
    if (version != VERSION) {
      json.notValid("vivarium", VERSION + ", the version of the format this program reads");
    }
  }

  private static Profile profile(JsonFields json) {
    List<Profile> profiles = List.of(Profile.values());
    String valid = profiles.stream().map(Profile::word).collect(Collectors.joining(", "));
    json.string("profile", valid);
    return json.oneOf("profile", profiles, Profile::word, valid);
  }

  private static SortedMap<String, Integer> features(
      JsonFields json, CoordinationMode coordination) {
    SortedMap<String, Integer> features =
        json.settings("features", (name, level) -> Feature.of(name).level(level));
    if (coordination == CoordinationMode.ZOOKEEPER) {
      features
          .keySet()
          .forEach(
              name ->
                  json.noteEntry(
                      "features",
                      name,
                      "features are for coordination=kraft; a cluster with ZooKeeper has none of"
                          + " them"));
    }
    return features;
  }

  private static JsonFields.Setting<String> setting(ConfigSpec.Scope scope) {
    return (key, value) -> {
      ConfigCatalog.get(scope, key).validate(value);
      return value;
    };
  }

  private static Optional<TopicSpec> topic(
      JsonFields json, int maxReplicas, TreeSet<String> others, NameCheck check) {
    String name = json.string("name", "the name of a topic");
    check.require(json.isRight("name"));
    int partitions = json.within("partitions", 1, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC, 1);
    int replicas = json.within("replicationFactor", 1, maxReplicas, 1);
    SortedMap<String, String> configs = json.settings("configs", setting(ConfigSpec.Scope.TOPIC));
    json.refuseOthers();
    Optional<TopicSpec> topic =
        json.checked(
            "name",
            () -> {
              TopicSpec spec = new TopicSpec(name, partitions, replicas, configs);
              ClusterConfig.requireNewTopic(name, others);
              return spec;
            });
    others.add(name);
    check
        .names()
        .addTopic(
            name,
            json.isRight("partitions") ? partitions : KnownNames.ANY_NUMBER,
            json.isRight("replicationFactor") ? replicas : maxReplicas);
    return topic.filter(right -> json.isRight());
  }

  private static Optional<Step> step(JsonFields json, NameCheck check) {
    json.string("do", COMMAND);
    Optional<CommandText> command = json.parsed("do", COMMAND, CommandText::parse);
    boolean ifPossible = json.booleanOr("ifPossible", false);
    Optional<? extends When> when = json.has("when") ? once(json) : at(json);
    json.refuseOthers();
    check.step(json, command, when, ifPossible);
    return command.flatMap(what -> when.map(then -> new Step(then, what, ifPossible)));
  }

  /** A step and where it stands. */
  private record Placed(JsonFields json, Step step) {}

  /** What is to be done when the story is over would never be seen, nor missed. */
  private static void refuseStepsAfter(long untilNanos, List<Placed> steps) {
    for (Placed each : steps) {
      if (each.step().when() instanceof At(long nanos, long unused) && nanos > untilNanos) {
        each.json()
            .note(
                "at",
                "%s: %s is after the end of the story, \"until\": \"%s\"; give it an earlier time, or the story a later end"
                    .formatted(
                        each.json().pathOf("at"),
                        TimeText.exact(nanos),
                        TimeText.exact(untilNanos)));
      }
    }
  }

  private static Optional<At> at(JsonFields json) {
    long turn = json.longOr("turn", At.ALL_DUE);
    if (turn < 0 && json.has("turn")) {
      json.notValid("turn", "a number from 0");
    }
    if (!json.has("at")) {
      json.note(
          "at",
          "%s needs a time, \"at\": \"8s\", or a condition, \"when\": \"ISR of orders-0 < 3\""
              .formatted(json.path()));
    }
    return json.parsed("at", TimeText.VALID, TimeText::parseNanos)
        .filter(right -> json.isRight("turn"))
        .map(nanos -> new At(nanos, turn));
  }

  private static Optional<Once> once(JsonFields json) {
    Optional<Condition> condition = json.parsed("when", CONDITION, Condition::parse);
    long after = json.parsed("after", TimeText.VALID, TimeText::parseNanos).orElse(0L);
    long within = json.parsed("within", TimeText.VALID, TimeText::parseNanos).orElse(Once.NO_LIMIT);
    if (within == 0) {
      json.notValid("within", "a time of more than 0s");
    }
    return condition.filter(right -> json.isRight()).map(holds -> new Once(holds, after, within));
  }

  /**
   * Writes a scenario so that {@link #parse} reads the same: for people, one topic, client or step
   * a line, always in the same order, without what is as usual.
   */
  public static String write(Scenario scenario) {
    return ScenarioWriter.write(scenario);
  }
}
