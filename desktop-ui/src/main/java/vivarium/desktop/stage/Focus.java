package vivarium.desktop.stage;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
      case Selection.Partition(TopicPartition id) -> ofPartitions(List.of(id), model);
      case Selection.Replica(TopicPartition id, int broker) -> ofPartitions(List.of(id), model);
      case Selection.LogRecord record -> ofPartitions(List.of(record.partition()), model);
      case Selection.Topic(String name) ->
          ofPartitions(
              model.partitions().keySet().stream().filter(id -> id.topic().equals(name)).toList(),
              model);
      case Selection.Client(NodeId id) -> {
        ClientView client = model.clients().get(id);
        yield client == null ? null : ofClient(client, model);
      }
      case Selection.Group(String id) -> ofGroup(id, model);
      case Selection.Member(String group, String memberId) -> ofGroup(group, model);
      case Selection.Cluster unused -> null;
      case Selection.Node unused -> null;
      case Selection.Several unused -> null;
      case Selection.Link unused -> null;
      case Selection.Znode unused -> null;
      case Selection.Message unused -> null;
      case Selection.Event unused -> null;
    };
  }

  private static @Nullable Focus ofGroup(String id, ClusterModel model) {
    GroupView group = model.groups().get(id);
    return group == null
        ? null
        : new Focus(partitionsOf(group), membersOf(group, model), Set.of(id), null);
  }

  private static @Nullable Focus ofPartitions(List<TopicPartition> ids, ClusterModel model) {
    if (ids.isEmpty() || model.partition(ids.getFirst()) == null) {
      return null;
    }
    Set<NodeId> clients = new HashSet<>();
    for (ClientView client : model.clients().values()) {
      if (ids.stream()
          .anyMatch(id -> writes(client, id.topic()) || client.positions().containsKey(id))) {
        clients.add(client.id());
      }
    }
    Set<String> groups = new HashSet<>();
    for (GroupView group : model.groups().values()) {
      if (!Collections.disjoint(partitionsOf(group), ids)) {
        groups.add(group.id());
        clients.addAll(membersOf(group, model));
      }
    }
    return new Focus(Set.copyOf(ids), clients, groups, null);
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
