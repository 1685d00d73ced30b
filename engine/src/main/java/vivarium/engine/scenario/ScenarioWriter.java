package vivarium.engine.scenario;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.command.ClientJson;
import vivarium.engine.condition.Condition;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/**
 * Writes scenarios for people: a list's elements stand one a line. Jackson's own printer breaks
 * every object into lines, and a step would take four.
 */
final class ScenarioWriter {

  private static final JsonMapper JSON = new JsonMapper();

  private ScenarioWriter() {}

  static String write(Scenario scenario) {
    StringBuilder text = new StringBuilder("{\n");
    Iterator<Map.Entry<String, Object>> fields = fields(scenario).entrySet().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, Object> field = fields.next();
      text.append("  ").append(JSON.writeValueAsString(field.getKey())).append(": ");
      if (field.getValue() instanceof List<?> list && list.getFirst() instanceof Map) {
        writeLines(text, list);
      } else {
        text.append(inline(field.getValue()));
      }
      text.append(fields.hasNext() ? ",\n" : "\n");
    }
    return text.append("}\n").toString();
  }

  private static void writeLines(StringBuilder text, List<?> list) {
    text.append("[\n");
    for (int i = 0; i < list.size(); i++) {
      text.append("    ").append(inline(list.get(i))).append(i < list.size() - 1 ? ",\n" : "\n");
    }
    text.append("  ]");
  }

  private static String inline(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringBuilder text = new StringBuilder("{");
        map.forEach(
            (name, each) ->
                text.append(text.length() > 1 ? ", " : "")
                    .append(JSON.writeValueAsString(name))
                    .append(": ")
                    .append(inline(each)));
        yield text.append('}').toString();
      }
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(ScenarioWriter::inline).toList()) + "]";
      default -> JSON.writeValueAsString(value);
    };
  }

  private static Map<String, Object> fields(Scenario scenario) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("vivarium", ScenarioFile.VERSION);
    fields.put("name", wording(scenario.name()));
    fields.put("about", wording(scenario.about()));
    fields.putAll(cluster(scenario.cluster()));
    putUnlessEmpty(fields, "steps", scenario.steps().stream().map(ScenarioWriter::step).toList());
    fields.put("until", TimeText.exact(scenario.untilNanos()));
    return fields;
  }

  private static Object wording(Wording wording) {
    if (wording.isSame()) {
      return wording.english();
    }
    Map<String, Object> languages = new LinkedHashMap<>();
    languages.put("en", wording.english());
    languages.put("ko", wording.korean());
    return languages;
  }

  /** What a scenario says of its cluster, in the order of the file. */
  static Map<String, Object> cluster(ClusterConfig cluster) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", cluster.seed());
    fields.put("profile", cluster.profile().word());
    fields.put("brokers", cluster.brokers());
    if (cluster.coordination() != CoordinationMode.KRAFT) {
      fields.put("coordination", cluster.coordination().word());
    }
    if (cluster.controllers() != 1) {
      fields.put("controllers", cluster.controllers());
    }
    putUnlessEmpty(fields, "racks", cluster.racks());
    putUnlessEmpty(fields, "features", cluster.features());
    putUnlessEmpty(fields, "brokerConfigs", cluster.brokerConfigs());
    putUnlessEmpty(fields, "simulationConfigs", cluster.simulationConfigs());
    putUnlessEmpty(fields, "topics", cluster.topics().stream().map(ScenarioWriter::topic).toList());
    putUnlessEmpty(
        fields, "producers", cluster.producers().stream().map(ClientJson::fields).toList());
    putUnlessEmpty(
        fields, "consumers", cluster.consumers().stream().map(ClientJson::fields).toList());
    return fields;
  }

  private static void putUnlessEmpty(Map<String, Object> fields, String name, List<?> list) {
    if (!list.isEmpty()) {
      fields.put(name, list);
    }
  }

  private static void putUnlessEmpty(Map<String, Object> fields, String name, Map<?, ?> map) {
    if (!map.isEmpty()) {
      fields.put(name, map);
    }
  }

  private static Map<String, Object> topic(TopicSpec topic) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", topic.name());
    fields.put("partitions", topic.partitions());
    fields.put("replicationFactor", topic.replicationFactor());
    putUnlessEmpty(fields, "configs", topic.configs());
    return fields;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (step.when()) {
      case At(long nanos, long turn) -> {
        fields.put("at", TimeText.exact(nanos));
        if (turn != At.ALL_DUE) {
          fields.put("turn", turn);
        }
      }
      case Once(Condition condition, long afterNanos, long withinNanos) -> {
        fields.put("when", condition.words());
        if (afterNanos > 0) {
          fields.put("after", TimeText.exact(afterNanos));
        }
        if (withinNanos != Once.NO_LIMIT) {
          fields.put("within", TimeText.exact(withinNanos));
        }
      }
    }
    fields.put("do", step.command().words());
    if (step.ifPossible()) {
      fields.put("ifPossible", true);
    }
    return fields;
  }
}
