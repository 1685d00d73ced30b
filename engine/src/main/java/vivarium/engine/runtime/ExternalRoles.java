package vivarium.engine.runtime;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.wire.Messages;

/**
 * What a client outside this process is: a producer, a consumer, or both under one name. It is read
 * off its requests as they arrive, since nothing else tells, and told once for each topic, group
 * and partition.
 */
final class ExternalRoles {

  /** Topics, groups and partitions told of for one client; beyond it nothing more is told. */
  private static final int MAX_TOLD = 4_096;

  private final NodeId client;
  private final Cluster cluster;
  private final TreeMap<String, Integer> acksOf = new TreeMap<>();
  private final Set<String> groups = new HashSet<>();
  private final Set<TopicPartition> fetched = new HashSet<>();

  ExternalRoles(NodeId client, Cluster cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  /** Takes note of a request that arrived from the client. */
  void note(ApiMessage request) {
    switch (request) {
      case ProduceRequestData produce -> {
        for (var topic : produce.topicData()) {
          produces(
              Messages.named(topic.name(), topic.topicId(), cluster::topicName), produce.acks());
        }
      }
      case JoinGroupRequestData join -> joins(join.groupId());
      case ConsumerGroupHeartbeatRequestData heartbeat when heartbeat.memberEpoch() == 0 ->
          joins(heartbeat.groupId());
      case FetchRequestData fetch -> {
        for (var topic : fetch.topics()) {
          String name = Messages.named(topic.topic(), topic.topicId(), cluster::topicName);
          for (var partition : topic.partitions()) {
            fetches(new TopicPartition(name, partition.partition()));
          }
        }
      }
      default -> {} // Any client asks for anything else.
    }
  }

  private void produces(String topic, int acks) {
    Integer before = acksOf.get(topic);
    boolean isNews = before == null ? acksOf.size() < MAX_TOLD : before != acks;
    if (isNews && !topic.isEmpty()) {
      acksOf.put(topic, acks);
      cluster.journal().emit(client, new Client.Producing(topic, acks));
    }
  }

  private void joins(String groupId) {
    if (groups.size() < MAX_TOLD && groups.add(groupId)) {
      cluster.journal().emit(client, new Client.Joining(groupId));
    }
  }

  private void fetches(TopicPartition partition) {
    if (!partition.topic().isEmpty() && fetched.size() < MAX_TOLD && fetched.add(partition)) {
      cluster.journal().emit(client, new Client.Fetching(partition));
    }
  }
}
