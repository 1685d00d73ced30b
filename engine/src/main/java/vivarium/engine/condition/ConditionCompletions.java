package vivarium.engine.condition;

import java.util.List;
import java.util.stream.Stream;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;

/** What may come next in a {@link Condition}: what its parser complains is missing at the end. */
final class ConditionCompletions {

  /** The errors that a client is told most often when something breaks. */
  static final List<String> ERRORS =
      List.of(
          "NOT_ENOUGH_REPLICAS",
          "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
          "NOT_LEADER_OR_FOLLOWER",
          "REQUEST_TIMED_OUT",
          "FENCED_LEADER_EPOCH",
          "UNKNOWN_TOPIC_OR_PARTITION",
          "COORDINATOR_NOT_AVAILABLE",
          "NOT_COORDINATOR",
          "REBALANCE_IN_PROGRESS",
          "OFFSET_OUT_OF_RANGE");

  private static final int MAX = 50;

  private ConditionCompletions() {}

  static List<String> of(String text, ClusterModel model) {
    int begun = text.length();
    while (begun > 0 && !Character.isWhitespace(text.charAt(begun - 1))) {
      begun--;
    }
    String before = text.substring(0, begun);
    String prefix = text.substring(begun);
    return valid(before).stream()
        .flatMap(word -> words(word, model))
        .filter(word -> word.startsWith(prefix) && !word.equals(prefix))
        .limit(MAX)
        .toList();
  }

  private static List<String> valid(String before) {
    try {
      new ConditionParser(before).parse();
      return List.of("and", "or");
    } catch (ConditionException e) {
      return e.position() > before.length() ? e.valid() : List.of();
    }
  }

  private static Stream<String> words(String valid, ClusterModel model) {
    return switch (valid) {
      case ConditionParser.PARTITION ->
          model.partitions().keySet().stream()
              .filter(partition -> !partition.isInternal())
              .map(TopicPartition::toString);
      case ConditionParser.GROUP -> model.groups().keySet().stream().map(ConditionParser::name);
      case ConditionParser.BROKER -> model.brokers().stream().map(NodeView::id).map(NodeId::name);
      case ConditionParser.ERROR -> ERRORS.stream();
      case ConditionParser.NUMBER -> Stream.empty();
      default -> Stream.of(valid);
    };
  }
}
