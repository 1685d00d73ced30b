package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong in a scenario, or in what holds one, so far: reading goes on after a mistake, so
 * that all can be told.
 */
public final class Mistakes {

  private static final Pattern AFTER_PATH = Pattern.compile("[:=]? ");

  private final List<String> found = new ArrayList<>();

  /** Notes a mistake, with its place. */
  void add(String mistake) {
    found.add(mistake);
  }

  /** What is wrong, in the order in which it was found. */
  List<String> found() {
    return List.copyOf(found);
  }

  /**
   * Ends the reading if something was wrong.
   *
   * @param file what was read
   * @throws ScenarioException with all mistakes, a line each, in the order of their places
   */
  public void refuse(JsonFields file) throws ScenarioException {
    if (!found.isEmpty()) {
      TreeMap<String, Integer> places = new TreeMap<>();
      number(file.path(), file.node(), places);
      List<String> inOrder = new ArrayList<>(found);
      inOrder.sort(Comparator.comparingInt(mistake -> placeOf(mistake, places)));
      throw new ScenarioException(inOrder);
    }
  }

  /** Numbers the places of a file as they come, under their paths. */
  private static void number(String path, JsonNode node, TreeMap<String, Integer> places) {
    places.put(path, places.size());
    if (node.isObject()) {
      for (var field : node.properties()) {
        number(JsonFields.pathOf(path, field.getKey()), field.getValue(), places);
      }
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      number("%s[%d]".formatted(path, index), node.get(index), places);
    }
  }

  /**
   * The number of the place that a mistake begins with; of what it lies in, if that is not there.
   */
  private static int placeOf(String mistake, TreeMap<String, Integer> places) {
    String path = AFTER_PATH.split(mistake, 2)[0];
    while (!path.isEmpty()) {
      Integer number = places.get(path);
      if (number != null) {
        return number;
      }
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return 0;
  }
}
