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

  static String of(ClusterModel model) {
    int coordinators = model.coordinators().size();
    boolean zookeeper = model.coordinators().stream().anyMatch(each -> each.id().isZooKeeper());
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s, %d %s%s"
            .formatted(
                Counts.brokers(Texts.ENGLISH, model.brokers().size()),
                coordinators,
                zookeeper ? "ZooKeeper server" : "controller",
                coordinators == 1 ? "" : "s"));
    add(
        parts,
        "topics",
        model.topics().values().stream()
            .filter(topic -> !topic.isInternal())
            .map(
                topic ->
                    "%s %d×%d (min ISR %d)"
                        .formatted(
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
    add(parts, "producers", producers);
    add(parts, "groups", List.copyOf(groups));
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String kind, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(kind + " " + String.join(", ", names));
    }
  }
}
