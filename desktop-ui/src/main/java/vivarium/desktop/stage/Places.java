package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import vivarium.engine.event.NodeId;

/**
 * In which order a person has put what stands beside each other. What is not named comes after what
 * is, in its usual order.
 *
 * @param brokers the columns, from left to right, by broker id
 * @param producers the boxes on the left, from top to bottom, by client id
 * @param groups the cards on the right, from top to bottom
 */
public record Places(List<String> brokers, List<String> producers, List<String> groups) {

  /** As everything stands before anybody has moved it. */
  public static final Places USUAL = new Places(List.of(), List.of(), List.of());

  /** What no name has in it. */
  private static final String BETWEEN_LISTS = "\n";

  private static final String BETWEEN_NAMES = "\t";
  private static final int LISTS = 3;

  public Places {
    brokers = List.copyOf(brokers);
    producers = List.copyOf(producers);
    groups = List.copyOf(groups);
  }

  List<NodeId> orderBrokers(Collection<NodeId> all) {
    return order(all.stream().map(NodeId::name).toList(), brokers).stream()
        .map(name -> NodeId.broker(Integer.parseInt(name)))
        .toList();
  }

  /** Those that are named, in their order, then the others. */
  static List<String> order(Collection<String> all, List<String> named) {
    List<String> ordered = new ArrayList<>(named);
    ordered.retainAll(all);
    all.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
    return ordered;
  }

  /** A list in which one name stands at another place. */
  public static List<String> moved(List<String> list, String name, int to) {
    List<String> moved = new ArrayList<>(list);
    moved.remove(name);
    moved.add(Math.clamp(to, 0, moved.size()), name);
    return moved;
  }

  public Places withBrokers(List<String> other) {
    return new Places(other, producers, groups);
  }

  public Places withProducers(List<String> other) {
    return new Places(brokers, other, groups);
  }

  public Places withGroups(List<String> other) {
    return new Places(brokers, producers, other);
  }

  /** On one line, for keeping. */
  public String text() {
    return List.of(brokers, producers, groups).stream()
        .map(list -> String.join(BETWEEN_NAMES, list))
        .collect(Collectors.joining(BETWEEN_LISTS));
  }

  /** What {@link #text} wrote; anything else is as usual. */
  public static Places parse(String text) {
    String[] lists = text.split(BETWEEN_LISTS, -1);
    return lists.length == LISTS
        ? new Places(names(lists[0]), names(lists[1]), names(lists[2]))
        : USUAL;
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(BETWEEN_NAMES)).filter(name -> !name.isEmpty()).toList();
  }
}
