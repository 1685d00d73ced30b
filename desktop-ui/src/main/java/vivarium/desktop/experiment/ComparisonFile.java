package vivarium.desktop.experiment;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import vivarium.engine.json.JsonFields;
import vivarium.engine.json.Mistakes;
import vivarium.engine.json.MistakesException;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

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

  private final JsonFields root;
  private final Mistakes mistakes;

  private ComparisonFile(JsonNode tree) {
    mistakes = new Mistakes();
    root = JsonFields.of("$", tree, mistakes);
  }

  /**
   * Whether a text is meant as a comparison rather than as a scenario: it has a scenario in it, or
   * sides, or is broken and seems to have them.
   */
  public static boolean isMeant(String text) {
    try {
      return ScenarioFile.readTree(text) instanceof ObjectNode root
          && (root.has("scenario") || root.has("a") || root.has("b"));
    } catch (MistakesException e) {
      return SEEMS_ONE.matcher(text).find();
    }
  }

  /**
   * Reads a comparison.
   *
   * @param source what to call the text in messages, such as a file's name
   * @throws IllegalArgumentException naming each place, its value and what would be valid
   */
  public static Experiment parse(String source, String text) {
    try {
      return new ComparisonFile(ScenarioFile.readTree(text)).experiment();
    } catch (MistakesException e) {
      throw new IllegalArgumentException(e.in(source).getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  private Experiment experiment() throws MistakesException {
    if (root.longOr("vivarium", 0) != ScenarioFile.VERSION) {
      root.notValid("vivarium", ScenarioFile.VERSION + ", the version");
    }
    JsonFields korean = root.object("ko");
    Wording name = new Wording(words(root, "name"), words(korean, "name"));
    Wording about = new Wording(words(root, "about"), words(korean, "about"));
    korean.refuseOthers();
    long from = root.parsed("from", TimeText.VALID, TimeText::parseNanos).orElse(0L);
    Variant one = variant("a");
    Variant other = variant("b");
    ObjectNode scenario = root.object("scenario").node();
    root.refuseOthers();
    mistakes.refuse(root);
    Side a = side(one, scenario, name, about);
    Side b = side(other, scenario, name, about);
    if (a.scenario().untilNanos() != b.scenario().untilNanos()) {
      throw new IllegalArgumentException("$.scenario.until must be the same on both sides");
    }
    return new Experiment(name, about, a, b, from, null);
  }

  /**
   * What a side has of its own.
   *
   * @param which {@code a} or {@code b}
   * @param with the values of the scenario's variables
   */
  private record Variant(String which, Wording label, JsonFields with) {}

  private Variant variant(String which) {
    JsonFields side = root.object(which);
    String label = words(side, "label");
    String korean = side.has("ko") ? words(side, "ko") : label;
    JsonFields with = side.object("with");
    side.refuseOthers();
    return new Variant(which, new Wording(label, korean), with);
  }

  private Side side(Variant variant, ObjectNode common, Wording name, Wording about)
      throws MistakesException {
    TreeSet<String> used = new TreeSet<>();
    ObjectNode scenario = (ObjectNode) filled(common.deepCopy(), variant.with(), used, 0);
    mistakes.refuse(root);
    for (String variable : variant.with().node().propertyNames()) {
      if (!used.contains(variable)) {
        throw new IllegalArgumentException(
            "%s: the scenario nowhere says ${%s}"
                .formatted(variant.with().pathOf(variable), variable));
      }
    }
    scenario.put("vivarium", ScenarioFile.VERSION);
    scenario.put("name", name.english());
    scenario.put("about", about.english());
    return new Side(
        variant.label(),
        ScenarioFile.parse("the scenario of side " + variant.which(), scenario.toString()));
  }

  /** A part of the scenario with the values of a side in place of its variables. */
  private static JsonNode filled(JsonNode node, JsonFields with, TreeSet<String> used, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("$.scenario is nested too deeply: at most " + MAX_DEPTH);
    }
    if (node instanceof ObjectNode object) {
      for (String field : List.copyOf(object.propertyNames())) {
        object.set(field, filled(object.path(field), with, used, depth + 1));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, filled(array.path(i), with, used, depth + 1));
      }
    } else if (node.isString()) {
      return value(node.stringValue(), with, used);
    }
    return node;
  }

  private static JsonNode value(String text, JsonFields with, TreeSet<String> used) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder words = new StringBuilder();
    while (matcher.find()) {
      String variable = matcher.group(1);
      @Nullable JsonNode value = with.node().get(variable);
      if (value == null) {
        throw new IllegalArgumentException(
            "the scenario says ${%s}, and %s does not say what it is"
                .formatted(variable, with.path()));
      }
      used.add(variable);
      if (matcher.start() == 0 && matcher.end() == text.length()) {
        return value;
      }
      if (value.isContainer() || value.isNull()) {
        with.notValid(variable, "a string, a number, true or false");
        return value;
      }
      matcher.appendReplacement(words, Matcher.quoteReplacement(value.asString()));
    }
    matcher.appendTail(words);
    return StringNode.valueOf(words.toString());
  }

  private static String words(JsonFields json, String field) {
    String words = json.string(field, "words");
    if (words.isBlank()) {
      json.notValid(field, "words");
    }
    return words;
  }
}
