package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object by name. Every complaint names the field's path, its value
 * and what would be valid; {@link #refuseOthers} complains of fields that nobody asked for.
 */
final class JsonFields {

  private final String path;
  private final JsonNode node;
  private final TreeSet<String> asked = new TreeSet<>();

  private JsonFields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  static JsonFields of(String path, JsonNode node) throws ScenarioException {
    if (!node.isObject()) {
      throw notValid(path, node, "an object, {…}");
    }
    return new JsonFields(path, node);
  }

  String path() {
    return path;
  }

  private String pathOf(String field) {
    return field.matches("\\w{1,60}") ? path + "." + field : path + "['" + Quoted.of(field) + "']";
  }

  private @Nullable JsonNode find(String field) {
    asked.add(field);
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  boolean has(String field) {
    return find(field) != null;
  }

  String string(String field, String valid) throws ScenarioException {
    String value = stringOr(field, null, valid);
    if (value == null) {
      throw new ScenarioException("%s is missing: it must be %s".formatted(pathOf(field), valid));
    }
    return value;
  }

  @Nullable String stringOr(String field, @Nullable String otherwise, String valid)
      throws ScenarioException {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isString()) {
      throw notValid(pathOf(field), value, valid);
    }
    return value.stringValue();
  }

  /** A text, or an object with the text in each language. */
  Wording wording(String field, String valid) throws ScenarioException {
    JsonNode value = find(field);
    if (value == null || value.isString()) {
      return Wording.of(string(field, valid));
    }
    if (!value.isObject()) {
      throw notValid(pathOf(field), value, valid + ", or {\"en\": …, \"ko\": …}");
    }
    JsonFields languages = of(pathOf(field), value);
    Wording wording =
        new Wording(
            languages.string("en", valid + " in English"),
            languages.string("ko", valid + " in Korean"));
    languages.refuseOthers();
    return wording;
  }

  int intOr(String field, int otherwise) throws ScenarioException {
    return (int) longOr(field, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long longOr(String field, long otherwise) throws ScenarioException {
    return longOr(field, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long longOr(String field, long otherwise, long min, long max) throws ScenarioException {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw notValid(pathOf(field), value, "a whole number");
    }
    return value.longValue();
  }

  double doubleOr(String field, double otherwise) throws ScenarioException {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw notValid(pathOf(field), value, "a number");
    }
    return value.doubleValue();
  }

  boolean booleanOr(String field, boolean otherwise) throws ScenarioException {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw notValid(pathOf(field), value, "true or false");
    }
    return value.booleanValue();
  }

  /** The strings of an array; none if the field is absent. */
  List<String> strings(String field, String valid) throws ScenarioException {
    List<String> strings = new ArrayList<>();
    for (JsonNode element : elements(field)) {
      if (!element.isString()) {
        throw notValid("%s[%d]".formatted(pathOf(field), strings.size()), element, valid);
      }
      strings.add(element.stringValue());
    }
    return strings;
  }

  private Iterable<JsonNode> elements(String field) throws ScenarioException {
    JsonNode value = find(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw notValid(pathOf(field), value, "an array, […]");
    }
    return value;
  }

  /** The objects of an array; none if the field is absent. */
  List<JsonFields> objects(String field) throws ScenarioException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : elements(field)) {
      objects.add(of("%s[%d]".formatted(pathOf(field), objects.size()), element));
    }
    return objects;
  }

  /** Settings by name; numbers and booleans are taken as they are written. */
  SortedMap<String, String> settings(String field) throws ScenarioException {
    JsonNode value = find(field);
    TreeMap<String, String> settings = new TreeMap<>();
    if (value == null) {
      return settings;
    }
    if (!value.isObject()) {
      throw notValid(pathOf(field), value, "an object, {…}");
    }
    for (var entry : value.properties()) {
      if (entry.getValue().isContainer() || entry.getValue().isNull()) {
        throw notValid(
            "%s['%s']".formatted(pathOf(field), Quoted.of(entry.getKey())),
            entry.getValue(),
            "a string, a number, true or false");
      }
      settings.put(entry.getKey(), entry.getValue().asString());
    }
    return settings;
  }

  /** The complaint that a field's value is wrong. */
  ScenarioException notValid(String field, String valid) {
    JsonNode value = node.get(field);
    return notValid(pathOf(field), value, valid);
  }

  /** A whole number from one to another; the first of them if the field is absent. */
  int within(String field, int min, int max) throws ScenarioException {
    int value = intOr(field, min);
    if (value < min || value > max) {
      throw notValid(field, "a whole number from %d to %d".formatted(min, max));
    }
    return value;
  }

  /** What is made of these fields, or the complaint about them in the words of who makes it. */
  <T> T checked(Supplier<T> made) throws ScenarioException {
    return checkedAt(path, made);
  }

  /** What is made of a field's value, or the complaint about that field. */
  <T> T checked(String field, Supplier<T> made) throws ScenarioException {
    return checkedAt(pathOf(field), made);
  }

  /** What is made of an entry of a field with settings, or the complaint about that entry. */
  <T> T checked(String field, String entry, Supplier<T> made) throws ScenarioException {
    return checkedAt("%s['%s']".formatted(pathOf(field), Quoted.of(entry)), made);
  }

  private static <T> T checkedAt(String place, Supplier<T> made) throws ScenarioException {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ScenarioException("%s: %s".formatted(place, e.getMessage()));
    }
  }

  private static ScenarioException notValid(String path, @Nullable JsonNode value, String valid) {
    return new ScenarioException(
        "%s = %s is not valid: it must be %s"
            .formatted(path, value == null ? "nothing" : Quoted.of(value.toString()), valid));
  }

  /** Complains of the first field that was not asked for: a slip of the keys is not passed over. */
  void refuseOthers() throws ScenarioException {
    for (String name : node.propertyNames()) {
      if (!asked.contains(name)) {
        throw new ScenarioException(
            "%s is not known: known here are %s".formatted(pathOf(name), String.join(", ", asked)));
      }
    }
  }
}
