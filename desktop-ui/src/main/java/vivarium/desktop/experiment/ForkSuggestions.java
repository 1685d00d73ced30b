package vivarium.desktop.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;

/** Changes that a person may want to try at a moment, as they would type them. */
final class ForkSuggestions {

  private static final int MAX = 40;

  private ForkSuggestions() {}

  /**
   * Those in which, or in what is said of which, each word typed so far stands, at most {@value
   * #MAX}.
   *
   * @param said what is said of a change beside its command
   */
  static List<String> matching(ClusterModel model, String typed, UnaryOperator<String> said) {
    String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
    return all(model).stream()
        .filter(
            each -> {
              String lower = (each + " " + said.apply(each)).toLowerCase(Locale.ROOT);
              return List.of(words).stream().allMatch(lower::contains);
            })
        .limit(MAX)
        .toList();
  }

  private static String change(ProducerSettings producer, String name, String value) {
    TreeMap<String, String> named = new TreeMap<>(Map.of(name, value));
    return new CommandText.ChangeClient(NodeId.producer(producer.clientId()), named).words();
  }

  private static List<String> all(ClusterModel model) {
    List<String> all = new ArrayList<>();
    for (ClientView client : model.clients().values()) {
      ProducerSettings producer = client.producer();
      if (producer != null) {
        String other = producer.acks() == ProducerSettings.ACKS_ALL ? "1" : "all";
        all.add(change(producer, "acks", other));
        if (producer.acks() == ProducerSettings.ACKS_ALL) {
          all.add(change(producer, "enable.idempotence", Boolean.toString(!producer.idempotent())));
        }
      }
    }
    for (String topic : model.topics().keySet()) {
      if (!topic.startsWith("__")) {
        int now = model.minInSyncReplicas(topic);
        all.add("set topic %s min.insync.replicas=%d".formatted(topic, now == 1 ? 2 : 1));
        all.add("set topic %s unclean.leader.election.enable=true".formatted(topic));
      }
    }
    for (TopicPartition partition : model.partitions().keySet()) {
      if (!partition.isInternal()) {
        all.add("kill leader of " + partition);
        all.add("freeze leader of " + partition);
        all.add("cut leader of %s follower of %s".formatted(partition, partition));
      }
    }
    for (NodeView node : model.nodes().values()) {
      if (node.id().kind() == NodeId.Kind.BROKER) {
        int id = node.id().number();
        boolean runs = node.process() == NodeView.Process.RUNNING;
        all.add((runs ? "kill " : "restart ") + id);
        all.add("shutdown " + id);
        all.add("slow-disk %d 200ms".formatted(id));
      }
    }
    all.add("kill controller");
    all.add("power-loss all");
    all.add("heal");
    all.add("seed 2");
    return all;
  }
}
