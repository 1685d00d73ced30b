package vivarium.desktop.stage;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;

/**
 * One partition, client or group and what has to do with it; everything else fades.
 *
 * @param partitions whose rows stay
 * @param clients that stay
 * @param groups that stay
 * @param client whose messages alone stay, or null for all messages of the partitions
 */
public record Focus(
    Set<TopicPartition> partitions,
    Set<NodeId> clients,
    Set<String> groups,
    @Nullable NodeId client) {

  public Focus {
    partitions = Set.copyOf(partitions);
    clients = Set.copyOf(clients);
    groups = Set.copyOf(groups);
  }

  /** What stays with a thing; null for a thing that cannot be focused on, or is not there. */
  public static @Nullable Focus of(Selection thing, ClusterModel model) {
    return switch (thing) {
      case Selection.Partition(TopicPartition id) ->
          model.partition(id) == null ? null : ofPartition(id, model);
      case Selection.Client(NodeId id) -> {
        ClientView client = model.clients().get(id);
        yield client == null ? null : ofClient(client, model);
      }
      case Selection.Group(String id) -> {
        GroupView group = model.groups().get(id);
        yield group == null
            ? null
            : new Focus(partitionsOf(group), membersOf(group, model), Set.of(id), null);
      }
      case Selection.Cluster unused -> null;
      case Selection.Node unused -> null;
      case Selection.Message unused -> null;
      case Selection.Event unused -> null;
    };
  }

  private static Focus ofPartition(TopicPartition id, ClusterModel model) {
    Set<NodeId> clients = new HashSet<>();
    for (ClientView client : model.clients().values()) {
      if (writes(client, id.topic()) || client.positions().containsKey(id)) {
        clients.add(client.id());
      }
    }
    Set<String> groups = new HashSet<>();
    for (GroupView group : model.groups().values()) {
      if (partitionsOf(group).contains(id)) {
        groups.add(group.id());
        clients.addAll(membersOf(group, model));
      }
    }
    return new Focus(Set.of(id), clients, groups, null);
  }

  private static Focus ofClient(ClientView client, ClusterModel model) {
    Set<TopicPartition> partitions = new HashSet<>(client.positions().keySet());
    for (TopicPartition partition : model.partitions().keySet()) {
      if (writes(client, partition.topic())) {
        partitions.add(partition);
      }
    }
    Set<String> groups = new HashSet<>();
    for (GroupView group : model.groups().values()) {
      group.members().stream()
          .filter(member -> ClientLook.nodeOf(member, group.id(), model).equals(client.id()))
          .forEach(
              member -> {
                partitions.addAll(member.assignment());
                groups.add(group.id());
              });
    }
    return new Focus(partitions, Set.of(client.id()), groups, client.id());
  }

  private static boolean writes(ClientView client, String topic) {
    ProducerSettings settings = client.producer();
    return settings == null
        ? client.acksByTopic().containsKey(topic)
        : settings.topic().equals(topic);
  }

  private static Set<TopicPartition> partitionsOf(GroupView group) {
    Set<TopicPartition> partitions = new HashSet<>(group.committed().keySet());
    group.members().forEach(member -> partitions.addAll(member.assignment()));
    return partitions;
  }

  private static Set<NodeId> membersOf(GroupView group, ClusterModel model) {
    Set<NodeId> clients = new HashSet<>();
    group.members().forEach(m -> clients.add(ClientLook.nodeOf(m, group.id(), model)));
    return clients;
  }

  /** Whether a message has to do with it. */
  boolean concerns(Flow.Sent message) {
    if (client != null) {
      return message.from().equals(client) || message.to().equals(client);
    }
    return message.cargo().stream().anyMatch(cargo -> partitions.contains(cargo.partition()));
  }
}
