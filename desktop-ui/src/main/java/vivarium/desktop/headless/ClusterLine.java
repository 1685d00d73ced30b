package vivarium.desktop.headless;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;

/** What a cluster consists of, in one line: what a timeline begins with. */
final class ClusterLine {

  private ClusterLine() {}

  static String of(ClusterModel model, Texts texts) {
    int coordinators = model.coordinators().size();
    boolean zookeeper = model.coordinators().stream().anyMatch(each -> each.id().isZooKeeper());
    List<String> parts = new ArrayList<>();
    parts.add(
        Counts.brokers(texts, model.brokers().size())
            + ", "
            + coordinators(coordinators, zookeeper, texts));
    add(
        parts,
        texts.get("summary.topics"),
        model.topics().values().stream()
            .filter(topic -> !topic.isInternal())
            .map(
                topic ->
                    texts.get(
                        "summary.topic",
                        topic.name(),
                        topic.partitions(),
                        topic.replicationFactor(),
                        model.minInSyncReplicas(topic.name())))
            .toList());
    List<String> producers = new ArrayList<>();
    TreeSet<String> groups = new TreeSet<>();
    for (ClientView client : model.clients().values()) {
      ProducerSettings settings = client.producer();
      if (settings != null) {
        producers.add(
            "%s acks=%s → %s"
                .formatted(settings.clientId(), settings.acksWord(), settings.topic()));
      }
      ConsumerSettings consumer = client.consumer();
      if (consumer != null) {
        groups.add(consumer.groupId());
      }
    }
    add(parts, texts.get("summary.producers"), producers);
    add(parts, texts.get("summary.groups"), List.copyOf(groups));
    return String.join("; ", parts);
  }

  private static String coordinators(int count, boolean zookeeper, Texts texts) {
    return zookeeper
        ? count == 1 ? texts.get("summary.server") : texts.get("summary.servers", count)
        : count == 1 ? texts.get("summary.controller") : texts.get("summary.controllers", count);
  }

  private static void add(List<String> parts, String kind, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(kind + " " + String.join(", ", names));
    }
  }
}
