package vivarium.desktop.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import vivarium.engine.scenario.ScenarioException;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.scenario.TimeText;
import vivarium.engine.scenario.Wording;

/**
 * Reads comparisons. The file is a JSON object:
 *
 * <pre>{@code
 * {
 *   "vivarium": 1,                       the version of the scenario format
 *   "name": "…", "about": "…",
 *   "ko": {"name": "…", "about": "…"},   the same in Korean
 *   "from": "6s",                        differences before do not count
 *   "a": {"label": "acks=1", "with": {"acks": "1"}},
 *   "b": {"label": "acks=all", "with": {"acks": "all"}},
 *   "scenario": {…}                      a scenario without "vivarium", "name" and "about"
 * }
 * }</pre>
 *
 * <p>Where the scenario says {@code "${acks}"}, each side has its own value; within a longer text,
 * such as {@code "kill ${who}"}, its words. A label may have its Korean in {@code "ko"}. Comments
 * may stand between any two words.
 */
public final class ComparisonFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");
  private static final Pattern SEEMS_ONE = Pattern.compile("\"(scenario|a|b)\"\\s*:\\s*\\{");
  private static final int MAX_DEPTH = 50;

  private final ObjectNode root;

  private ComparisonFile(ObjectNode root) {
    this.root = root;
  }

  /**
   * Whether a text is meant as a comparison rather than as a scenario: it has a scenario in it, or
   * sides, or is broken and seems to have them.
   */
  public static boolean isMeant(String text) {
    try {
      return ScenarioFile.readTree(text) instanceof ObjectNode root
          && (root.has("scenario") || root.has("a") || root.has("b"));
    } catch (ScenarioException e) {
      return SEEMS_ONE.matcher(text).find();
    }
  }

  /**
   * Reads a comparison.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws IllegalArgumentException naming the place, the value and what would be valid
   */
  public static Experiment parse(String source, String text) {
    try {
      if (!(ScenarioFile.readTree(text) instanceof ObjectNode root)) {
        throw new IllegalArgumentException("it must be a JSON object, {…}");
      }
      return new ComparisonFile(root).experiment();
    } catch (ScenarioException | IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  private Experiment experiment() {
    known(root, "$", "vivarium", "name", "about", "ko", "from", "a", "b", "scenario");
    if (!root.path("vivarium").isInt()
        || root.path("vivarium").intValue() != ScenarioFile.VERSION) {
      throw notValid("$.vivarium", root.get("vivarium"), ScenarioFile.VERSION + ", the version");
    }
    ObjectNode korean = object(root, "$", "ko");
    known(korean, "$.ko", "name", "about");
    Wording name = new Wording(string(root, "$", "name"), string(korean, "$.ko", "name"));
    Wording about = new Wording(string(root, "$", "about"), string(korean, "$.ko", "about"));
    Side a = side("a", name, about);
    Side b = side("b", name, about);
    long from = root.has("from") ? TimeText.parseNanos(string(root, "$", "from")) : 0;
    if (a.scenario().untilNanos() != b.scenario().untilNanos()) {
      throw new IllegalArgumentException("$.scenario.until must be the same on both sides");
    }
    return new Experiment(name, about, a, b, from, null);
  }

  private Side side(String which, Wording name, Wording about) {
    String path = "$." + which;
    ObjectNode side = object(root, "$", which);
    known(side, path, "label", "ko", "with");
    String label = string(side, path, "label");
    ObjectNode with = object(side, path, "with");
    TreeSet<String> used = new TreeSet<>();
    ObjectNode scenario =
        (ObjectNode) filled(object(root, "$", "scenario").deepCopy(), with, path, used, 0);
    for (String variable : with.propertyNames()) {
      if (!used.contains(variable)) {
        throw new IllegalArgumentException(
            "%s.with.%s: the scenario nowhere says ${%s}".formatted(path, variable, variable));
      }
    }
    scenario.put("vivarium", ScenarioFile.VERSION);
    scenario.put("name", name.english());
    scenario.put("about", about.english());
    String korean = side.has("ko") ? string(side, path, "ko") : label;
    try {
      return new Side(
          new Wording(label, korean),
          ScenarioFile.parse("the scenario of side " + which, scenario.toString()));
    } catch (ScenarioException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A part of the scenario with the values of a side in place of its variables. */
  private static JsonNode filled(
      JsonNode node, ObjectNode with, String path, TreeSet<String> used, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("$.scenario is nested too deeply: at most " + MAX_DEPTH);
    }
    if (node instanceof ObjectNode object) {
      for (String field : List.copyOf(object.propertyNames())) {
        object.set(field, filled(object.path(field), with, path, used, depth + 1));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, filled(array.path(i), with, path, used, depth + 1));
      }
    } else if (node.isString()) {
      return value(node.stringValue(), with, path, used);
    }
    return node;
  }

  private static JsonNode value(String text, ObjectNode with, String path, TreeSet<String> used) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder words = new StringBuilder();
    while (matcher.find()) {
      String variable = matcher.group(1);
      @Nullable JsonNode value = with.get(variable);
      if (value == null) {
        throw new IllegalArgumentException(
            "the scenario says ${%s}, and %s.with does not say what it is"
                .formatted(variable, path));
      }
      used.add(variable);
      if (matcher.start() == 0 && matcher.end() == text.length()) {
        return value;
      }
      if (value.isContainer() || value.isNull()) {
        throw notValid(
            "%s.with.%s".formatted(path, variable), value, "a string, a number, true or false");
      }
      matcher.appendReplacement(words, Matcher.quoteReplacement(value.asString()));
    }
    matcher.appendTail(words);
    return StringNode.valueOf(words.toString());
  }

  private static void known(ObjectNode node, String path, String... fields) {
    List<String> all = List.of(fields);
    for (Map.Entry<String, JsonNode> field : new ArrayList<>(node.properties())) {
      if (!all.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "%s.%s is not known: known here are %s"
                .formatted(path, field.getKey(), String.join(", ", all)));
      }
    }
  }

  private static ObjectNode object(ObjectNode node, String path, String field) {
    if (node.get(field) instanceof ObjectNode object) {
      return object;
    }
    throw notValid(path + "." + field, node.get(field), "an object, {…}");
  }

  private static String string(ObjectNode node, String path, String field) {
    JsonNode value = node.get(field);
    if (value != null && value.isString() && !value.stringValue().isBlank()) {
      return value.stringValue();
    }
    throw notValid(path + "." + field, value, "words");
  }

  private static IllegalArgumentException notValid(
      String path, @Nullable JsonNode value, String valid) {
    return new IllegalArgumentException(
        value == null
            ? "%s is missing: it must be %s".formatted(path, valid)
            : "%s = %s is not valid: it must be %s".formatted(path, value, valid));
  }
}
