package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/**
 * Which partitions have rows: those that every word of the filter holds for. A word is a state in
 * the words of {@code kafka-topics --describe} ({@code --under-replicated-partitions} and its
 * like), {@code broker:2} for what has a replica there, or part of a partition's name.
 *
 * @param words in lower case
 */
public record StageFilter(List<String> words) {

  /** Lets every partition through. */
  public static final StageFilter NONE = new StageFilter(List.of());

  /** The longest filter that is read. */
  public static final int MAX_LENGTH = 200;

  private static final String BROKER = "broker:";

  /** The states a partition can be asked for, as {@code kafka-topics} tells them apart. */
  private enum State {
    UNDER_REPLICATED,
    UNAVAILABLE,
    AT_MIN_ISR,
    UNDER_MIN_ISR;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable State of(String word) {
      for (State state : values()) {
        if (state.word().equals(word)) {
          return state;
        }
      }
      return null;
    }
  }

  public StageFilter {
    words = List.copyOf(words);
  }

  /** The filter that a text says; see {@link #wrongWord} for whether it makes sense. */
  public static StageFilter parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    return lower.isEmpty() ? NONE : new StageFilter(List.of(lower.split("\\s+")));
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** The first word that is no state, no broker and in no partition's name; null if all are. */
  public @Nullable String wrongWord(ClusterModel model) {
    for (String word : words) {
      if (!makesSense(word, model)) {
        return word;
      }
    }
    return null;
  }

  /**
   * Whether the last word is being typed: it can go on, and as it stands it makes no sense or, with
   * the words before it, holds for no partition.
   *
   * @param text what this filter was read from
   */
  public boolean isBegun(String text, ClusterModel model) {
    if (words.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1))) {
      return false;
    }
    String last = words.getLast();
    return State.of(last) == null
        && !completions(text, model, 1).isEmpty()
        && (!makesSense(last, model)
            || model.partitions().values().stream().noneMatch(each -> lets(each, model)));
  }

  /** The same filter but for its last word. */
  public StageFilter withoutLast() {
    return new StageFilter(words.subList(0, words.size() - 1));
  }

  private static boolean makesSense(String word, ClusterModel model) {
    if (word.startsWith(BROKER)) {
      NodeId broker = broker(word);
      return broker != null && model.node(broker) != null;
    }
    return State.of(word) != null
        || model.partitions().keySet().stream().anyMatch(id -> isNamed(id, word));
  }

  private static @Nullable NodeId broker(String word) {
    String number = word.substring(BROKER.length());
    return number.matches("[0-9]{1,9}") ? NodeId.broker(Integer.parseInt(number)) : null;
  }

  private static boolean isNamed(TopicPartition id, String word) {
    return id.toString().toLowerCase(Locale.ROOT).contains(word);
  }

  /** Whether every word holds for a partition. */
  boolean lets(PartitionView partition, ClusterModel model) {
    for (String word : words) {
      if (!holds(word, partition, model)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(String word, PartitionView partition, ClusterModel model) {
    if (word.startsWith(BROKER)) {
      NodeId broker = broker(word);
      return broker != null && partition.state().replicas().contains(broker.number());
    }
    State asked = State.of(word);
    return asked == null
        ? isNamed(partition.id(), word)
        : is(asked, partition.state(), model, partition.id().topic());
  }

  /** As {@code kafka-topics} decides it. */
  private static boolean is(State asked, PartitionState state, ClusterModel model, String topic) {
    int minIsr = model.minInSyncReplicas(topic);
    return switch (asked) {
      case UNDER_REPLICATED -> state.isr().size() < state.replicationFactor();
      case UNAVAILABLE -> !state.hasLeader() || !isAlive(state.leader(), model);
      case AT_MIN_ISR -> state.isr().size() == minIsr;
      case UNDER_MIN_ISR -> !state.hasLeader() || state.isr().size() < minIsr;
    };
  }

  private static boolean isAlive(int broker, ClusterModel model) {
    NodeView node = model.node(NodeId.broker(broker));
    return node != null && node.isAlive();
  }

  /**
   * How the last word of a text may go on: states, brokers, topics, in this order.
   *
   * @param limit at most so many
   * @return whole texts, ready to stand in the text's place
   */
  public static List<String> completions(String text, ClusterModel model, int limit) {
    int begin = text.lastIndexOf(' ') + 1;
    String word = text.substring(begin).toLowerCase(Locale.ROOT);
    List<String> known = new ArrayList<>();
    for (State state : State.values()) {
      known.add(state.word());
    }
    model.brokers().stream()
        .sorted(Comparator.comparing(NodeView::id))
        .forEach(broker -> known.add(BROKER + broker.id().number()));
    known.addAll(model.topics().keySet());
    return known.stream()
        .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(word))
        .filter(each -> !each.equals(word))
        .limit(limit)
        .map(each -> text.substring(0, begin) + each)
        .toList();
  }
}
