package vivarium.desktop.shell;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** What one waits for most often, with words to begin with that name things of the cluster. */
enum UntilKind {
  ISR("awaited.isr", (model, selection) -> ofPartition(model, selection, "ISR of %s < %d")),
  LEADER(
      "awaited.leader",
      (model, selection) -> ofPartition(model, selection, "leader of %s changes")),
  OFFLINE("awaited.offline", (model, selection) -> "offline > 0"),
  UNDER_REPLICATED("awaited.underReplicated", (model, selection) -> "under-replicated > 0"),
  LAG("awaited.lag", (model, selection) -> ofGroup(model, selection, "lag of %s > 100")),
  REBALANCE(
      "awaited.rebalance",
      (model, selection) -> ofGroup(model, selection, "group %s is PreparingRebalance")),
  BROKER("awaited.broker", UntilKind::ofBroker),
  CONTROLLER("awaited.controller", (model, selection) -> "controller changes"),
  ERROR("awaited.error", (model, selection) -> "error NOT_ENOUGH_REPLICAS"),
  LOST("awaited.lost", (model, selection) -> "records lost > 0");

  private final String key;
  private final BiFunction<ClusterModel, Selection, String> words;

  UntilKind(String key, BiFunction<ClusterModel, Selection, String> words) {
    this.key = key;
    this.words = words;
  }

  String title(Texts texts) {
    return texts.get(key);
  }

  /** A condition of this kind, about what is selected if it can be; empty if there is none. */
  String words(ClusterModel model, Selection selection) {
    return words.apply(model, selection);
  }

  private static String ofPartition(ClusterModel model, Selection selection, String words) {
    TopicPartition selected = selection.partitionOrNull();
    PartitionView partition = selected == null ? null : model.partition(selected);
    if (partition == null) {
      partition =
          model.partitions().values().stream()
              .filter(each -> !each.id().isInternal())
              .findFirst()
              .orElse(null);
    }
    return partition == null
        ? ""
        : words.formatted(partition.id(), partition.state().replicationFactor());
  }

  private static String ofGroup(ClusterModel model, Selection selection, String words) {
    @Nullable String group =
        selection instanceof Selection.Group(String id)
            ? id
            : model.groups().keySet().stream().findFirst().orElse(null);
    return group == null ? "" : words.formatted(group);
  }

  private static String ofBroker(ClusterModel model, Selection selection) {
    String selected =
        selection instanceof Selection.Node node && node.id().isBroker()
            ? node.id().name()
            : model.brokers().stream()
                .map(NodeView::id)
                .findFirst()
                .map(id -> id.name())
                .orElse("");
    return selected.isEmpty() ? "" : "broker %s is fenced".formatted(selected);
  }
}
