package vivarium.engine.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What is wrong in a file so far: reading goes on after a mistake, so that all can be told. */
public final class Mistakes {

  private final List<Mistake> found = new ArrayList<>();

  /**
   * Something wrong.
   *
   * @param place where, from the root of what is read; it need not be there
   * @param words where and what, as people read it
   */
  private record Mistake(JsonPointer place, String words) {}

  /** Notes a mistake at a place. */
  void add(JsonPointer place, String words) {
    found.add(new Mistake(place, words));
  }

  /** What is wrong, in the order in which it was found. */
  public List<String> found() {
    return found.stream().map(Mistake::words).toList();
  }

  /**
   * Ends the reading if something was wrong.
   *
   * @param file what was read, from its root
   * @throws MistakesException with all mistakes, a line each, in the order of their places
   */
  public void refuse(JsonFields file) throws MistakesException {
    if (!found.isEmpty()) {
      Map<JsonPointer, Integer> places = new HashMap<>();
      number(JsonPointer.empty(), file.node(), places);
      throw new MistakesException(
          found.stream()
              .sorted(Comparator.comparingInt(each -> numberOf(each.place(), places)))
              .map(Mistake::words)
              .toList());
    }
  }

  /** Numbers the places of a file as they come. */
  private static void number(JsonPointer at, JsonNode node, Map<JsonPointer, Integer> places) {
    places.put(at, places.size());
    for (var field : node.properties()) {
      number(at.appendProperty(field.getKey()), field.getValue(), places);
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      number(at.appendIndex(index), node.get(index), places);
    }
  }

  /** The number of a place; of what it lies in, if it is not there. */
  private static int numberOf(JsonPointer place, Map<JsonPointer, Integer> places) {
    JsonPointer there = place;
    while (!places.containsKey(there)) {
      there = there.head(); // The root is always there.
    }
    return Objects.requireNonNull(places.get(there));
  }
}
