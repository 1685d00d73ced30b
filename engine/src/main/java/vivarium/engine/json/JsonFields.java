package vivarium.engine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vivarium.engine.event.InvalidSettingsException;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Wording;

/**
 * Reads the fields of one JSON object by name. A field that is wrong is noted among the {@link
 * Mistakes}, once, with its path, its value and what would be valid, and is read as if it were
 * absent. {@link #refuseOthers} notes the fields that nobody asked for.
 */
public final class JsonFields {

  private static final String AN_OBJECT = "an object, {…}";

  private final String path;
  private final JsonPointer place;
  private final ObjectNode node;
  private final Mistakes mistakes;
  private final TreeSet<String> asked = new TreeSet<>();
  private final TreeSet<String> wrong = new TreeSet<>();

  private JsonFields(String path, JsonPointer place, ObjectNode node, Mistakes mistakes) {
    this.path = path;
    this.place = place;
    this.node = node;
    this.mistakes = mistakes;
  }

  /**
   * The fields of the object that is at the root of what is read; what is none has none, which is
   * noted.
   *
   * @param path what the root is called in messages
   */
  public static JsonFields of(String path, JsonNode node, Mistakes mistakes) {
    return of(path, JsonPointer.empty(), node, mistakes);
  }

  private static JsonFields of(String path, JsonPointer place, JsonNode node, Mistakes mistakes) {
    if (node instanceof ObjectNode object) {
      return new JsonFields(path, place, object, mistakes);
    }
    mistakes.add(place, notValid(path, node.toString(), AN_OBJECT));
    return none(path, place);
  }

  private static JsonFields none(String path, JsonPointer place) {
    JsonFields none =
        new JsonFields(path, place, JsonNodeFactory.instance.objectNode(), new Mistakes());
    none.wrong.add("");
    return none;
  }

  /** Where they stand, such as {@code $.topics[0]}. */
  public String path() {
    return path;
  }

  /** Where one of them stands. */
  public String pathOf(String field) {
    return pathOf(path, field);
  }

  static String pathOf(String path, String field) {
    return field.matches("\\w{1,60}") ? path + "." + field : path + "['" + Quoted.of(field) + "']";
  }

  /** What these are the fields of. */
  public ObjectNode node() {
    return node;
  }

  private @Nullable JsonNode find(String field) {
    asked.add(field);
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** Whether there is a field of this name that is not null. */
  public boolean has(String field) {
    return find(field) != null;
  }

  /** Whether nothing that was asked for so far was wrong. */
  public boolean isRight() {
    return wrong.isEmpty();
  }

  /** Whether nothing was wrong with a field. */
  public boolean isRight(String field) {
    return !wrong.contains(field);
  }

  /** A text that must be there; empty if it is not. */
  public String string(String field, String valid) {
    if (!has(field)) {
      note(field, "%s is missing: it must be %s".formatted(pathOf(field), valid));
    }
    return stringOr(field, "", valid);
  }

  /**
   * A text, or another where there is none; what is no text is a mistake that says what is valid.
   */
  public String stringOr(String field, String otherwise, String valid) {
    JsonNode value = find(field);
    if (value != null && !value.isString()) {
      notValid(field, valid);
    }
    return value != null && value.isString() ? value.stringValue() : otherwise;
  }

  /** What a text means; empty if it is absent, or wrong in the words of who reads it. */
  public <T> Optional<T> parsed(String field, String valid, Function<String, T> parser) {
    String text = stringOr(field, "", valid);
    return has(field) && isRight(field)
        ? checked(field, () -> parser.apply(text))
        : Optional.empty();
  }

  /** One of some words; the first if it is absent. */
  public <T> T oneOf(String field, List<T> choices, Function<T, String> word, String valid) {
    String text = stringOr(field, word.apply(choices.getFirst()), valid);
    for (T choice : choices) {
      if (word.apply(choice).equals(text)) {
        return choice;
      }
    }
    notValid(field, valid);
    return choices.getFirst();
  }

  /** A text, or an object with the text in each language. */
  public Wording wording(String field, String valid) {
    JsonNode value = find(field);
    if (value == null || value.isString()) {
      return Wording.of(string(field, valid));
    }
    if (!value.isObject()) {
      notValid(field, valid + ", or {\"en\": …, \"ko\": …}");
      return Wording.NONE;
    }
    JsonFields languages = of(pathOf(field), place.appendProperty(field), value, mistakes);
    Wording wording =
        new Wording(
            languages.string("en", valid + " in English"),
            languages.string("ko", valid + " in Korean"));
    languages.refuseOthers();
    return wording;
  }

  /** A whole number, or another where there is none; anything else is a mistake. */
  public int intOr(String field, int otherwise) {
    return (int) longOr(field, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number");
  }

  /** A whole number, or another if it is absent or wrong. */
  public long longOr(String field, long otherwise) {
    return longOr(field, otherwise, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
  }

  /** A whole number from one to another. */
  public int within(String field, int min, int max, int otherwise) {
    String valid = "a whole number from %d to %d".formatted(min, max);
    return (int) longOr(field, otherwise, min, max, valid);
  }

  private long longOr(String field, long otherwise, long min, long max, String valid) {
    JsonNode value = find(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      notValid(field, valid);
      return otherwise;
    }
    return value.longValue();
  }

  /** A number, or another where there is none; anything else is a mistake. */
  public double doubleOr(String field, double otherwise) {
    JsonNode value = find(field);
    if (value != null && !value.isNumber()) {
      notValid(field, "a number");
    }
    return value != null && value.isNumber() ? value.doubleValue() : otherwise;
  }

  /** True or false, or what holds where neither stands; anything else is a mistake. */
  public boolean booleanOr(String field, boolean otherwise) {
    JsonNode value = find(field);
    if (value != null && !value.isBoolean()) {
      notValid(field, "true or false");
    }
    return value != null && value.isBoolean() ? value.booleanValue() : otherwise;
  }

  /** The strings of an array that a check does not refuse; none if the field is absent. */
  public List<String> strings(String field, String valid, Function<String, String> check) {
    List<String> strings = new ArrayList<>();
    int index = 0;
    for (JsonNode element : elements(field)) {
      JsonPointer at = place.appendProperty(field).appendIndex(index);
      String name = "%s[%d]".formatted(pathOf(field), index++);
      if (element.isString()) {
        checkedAt(name, name, at, () -> check.apply(element.stringValue())).ifPresent(strings::add);
      } else {
        note(name, at, notValid(name, element.toString(), valid));
      }
    }
    return strings;
  }

  /** The fields of an object that must be there; what is none has none, which is noted. */
  public JsonFields object(String field) {
    if (find(field) instanceof ObjectNode object) {
      return new JsonFields(pathOf(field), place.appendProperty(field), object, mistakes);
    }
    notValid(field, AN_OBJECT);
    return none(pathOf(field), place.appendProperty(field));
  }

  /** The objects of an array; none if the field is absent. */
  public List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : elements(field)) {
      if (!element.isObject()) {
        wrong.add(field);
      }
      int index = objects.size();
      objects.add(
          of(
              "%s[%d]".formatted(pathOf(field), index),
              place.appendProperty(field).appendIndex(index),
              element,
              mistakes));
    }
    return objects;
  }

  private Iterable<JsonNode> elements(String field) {
    JsonNode value = find(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      notValid(field, "an array, […]");
      return List.of();
    }
    return value;
  }

  /** Reads what a setting is. */
  public interface Setting<T> {
    T read(String name, String value);
  }

  /**
   * Settings by name, but for those that are refused; numbers and booleans are taken as they are
   * written.
   */
  public <T> SortedMap<String, T> settings(String field, Setting<T> setting) {
    JsonNode value = find(field);
    TreeMap<String, T> settings = new TreeMap<>();
    if (value != null && !value.isObject()) {
      notValid(field, AN_OBJECT);
    } else if (value != null) {
      for (var entry : value.properties()) {
        String name = entry.getKey();
        String path = entryPath(field, name);
        JsonPointer at = place.appendProperty(field).appendProperty(name);
        if (entry.getValue().isContainer() || entry.getValue().isNull()) {
          String valid = "a string, a number, true or false";
          note(path, at, notValid(path, entry.getValue().toString(), valid));
        } else {
          checkedAt(path, path, at, () -> setting.read(name, entry.getValue().asString()))
              .ifPresent(read -> settings.put(name, read));
        }
      }
    }
    return settings;
  }

  private String entryPath(String field, String entry) {
    return "%s['%s']".formatted(pathOf(field), Quoted.of(entry));
  }

  /** Notes that an entry of a field with settings is wrong. */
  public void noteEntry(String field, String entry, String what) {
    String entryPath = entryPath(field, entry);
    JsonPointer at = place.appendProperty(field).appendProperty(entry);
    note(entryPath, at, "%s: %s".formatted(entryPath, what));
  }

  /** Notes that a field's value is wrong, if nothing is noted of it yet. */
  public void notValid(String field, String valid) {
    JsonNode value = node.get(field);
    note(
        field,
        value == null
            ? "%s is missing: it must be %s".formatted(pathOf(field), valid)
            : notValid(pathOf(field), value.toString(), valid));
  }

  private static String notValid(String path, String value, String valid) {
    return "%s = %s is not valid: it must be %s".formatted(path, Quoted.of(value), valid);
  }

  /** Notes a mistake about a field, which names its place, if nothing is noted of it yet. */
  public void note(String field, String mistake) {
    note(field, place.appendProperty(field), mistake);
  }

  /** Notes one of several mistakes about a field: that something is wrong with a part of it. */
  public void note(String field, String part, String mistake) {
    note(pathOf(field) + part, place.appendProperty(field), mistake);
  }

  private void note(String key, JsonPointer at, String mistake) {
    if (wrong.add(key)) {
      mistakes.add(at, mistake);
    }
  }

  /** What is made of these fields; empty if one of them was wrong or is refused. */
  public <T> Optional<T> made(Supplier<T> maker) {
    try {
      T made = maker.get();
      return isRight() ? Optional.of(made) : Optional.empty();
    } catch (InvalidSettingsException e) {
      for (InvalidSettingsException.Problem problem : e.problems()) {
        JsonNode value = find(problem.name());
        String written = value == null ? problem.value() : value.toString();
        note(problem.name(), notValid(pathOf(problem.name()), written, problem.valid()));
      }
      return Optional.empty();
    }
  }

  /** What is made of a field's value; empty if it is refused, which is noted. */
  public <T> Optional<T> checked(String field, Supplier<T> maker) {
    return checkedAt(field, pathOf(field), place.appendProperty(field), maker);
  }

  private <T> Optional<T> checkedAt(String key, String path, JsonPointer at, Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      note(key, at, "%s: %s".formatted(path, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes each field that was not asked for: a slip of the keys is not passed over. */
  public void refuseOthers() {
    String known = String.join(", ", asked);
    for (String name : node.propertyNames()) {
      if (!asked.contains(name)) {
        note(name, "%s is not known: known here are %s".formatted(pathOf(name), known));
      }
    }
  }
}
