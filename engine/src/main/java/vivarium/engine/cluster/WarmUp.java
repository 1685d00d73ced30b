package vivarium.engine.cluster;

import java.util.ArrayDeque;
import java.util.TreeSet;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.broker.Broker;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.OffsetsTopic;

/**
 * The first moments of a cluster, in which nothing takes time: see {@link Cluster#start}. Producers
 * come at their end, so that the settings hold for every record. Where somebody kills a broker so
 * early that a topic cannot be made, time begins to count without it; the topic, and the clients
 * after it, come as soon as enough brokers are there.
 */
final class WarmUp {

  private static final long LOOK_NANOS = 10_000_000L;
  private static final long MAX_NANOS = 10_000_000_000L;
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final Cluster cluster;
  private final ClusterConfig config;
  private final ArrayDeque<TopicSpec> topics = new ArrayDeque<>();
  private boolean consumersAdded;
  private boolean over;

  WarmUp(Cluster cluster) {
    this.cluster = cluster;
    this.config = cluster.config();
  }

  void begin() {
    topics.addAll(config.topics());
    topics.addFirst(offsetsTopic());
    look();
  }

  private TopicSpec offsetsTopic() {
    String partitions = setting(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS, config);
    String factor = setting(ConfigCatalog.OFFSETS_TOPIC_REPLICATION_FACTOR, config);
    return TopicSpec.of(
        OffsetsTopic.NAME,
        Integer.parseInt(partitions),
        Math.min(config.brokers(), Integer.parseInt(factor)));
  }

  private static String setting(String key, ClusterConfig config) {
    String own = config.brokerConfigs().get(key);
    String ofProfile = config.profile().brokerConfigs().get(key);
    String kafkaDefault = ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).kafkaDefault();
    return own != null ? own : ofProfile != null ? ofProfile : kafkaDefault;
  }

  private void look() {
    cluster.beginAfresh();
    if (!isLate() && !allBrokersAreActive()) {
      lookAgain();
    } else if (!topics.isEmpty()) {
      TopicSpec next = topics.removeFirst();
      cluster.operator().createTopic(next, result -> created(next, result));
    } else if (!consumersAdded) {
      consumersAdded = true;
      config.consumers().forEach(cluster::addConsumer);
      lookAgain();
    } else if (!isLate() && !allGroupsAreStable()) {
      lookAgain();
    } else {
      end();
      config.producers().forEach(cluster::addProducer);
    }
  }

  private void created(TopicSpec topic, CommandResult result) {
    if (result instanceof CommandResult.Refused(String reason)
        && !reason.startsWith(Errors.TOPIC_ALREADY_EXISTS.name())) {
      if (cluster.given().all().isEmpty()) {
        throw new IllegalStateException("topic " + topic.name() + ": " + reason);
      }
      topics.addFirst(topic); // What somebody did to the cluster stands in its way.
      if (isLate()) {
        end();
      }
      lookAgain();
    } else {
      look();
    }
  }

  private boolean isLate() {
    return cluster.scheduler().nowNanos() >= MAX_NANOS;
  }

  private void end() {
    if (!over) {
      over = true;
      cluster.applySimulationConfigs();
    }
  }

  private void lookAgain() {
    cluster.scheduler().after(over ? RETRY_NANOS : LOOK_NANOS, this::look);
  }

  private boolean allBrokersAreActive() {
    for (NodeId id : cluster.brokerIds()) {
      Broker broker = cluster.broker(id.number());
      if (broker == null) {
        continue; // Stopped by a command meanwhile: the others go on without it.
      }
      for (NodeId each : cluster.brokerIds()) {
        if (!broker.image().isActive(each.number())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean allGroupsAreStable() {
    TreeSet<String> waiting = new TreeSet<>();
    config.consumers().stream().map(ConsumerSettings::groupId).forEach(waiting::add);
    for (NodeId id : cluster.brokerIds()) {
      Broker broker = cluster.broker(id.number());
      if (broker != null) {
        broker.groups().list().stream()
            .filter(group -> group.state() == GroupState.STABLE)
            .forEach(group -> waiting.remove(group.groupId()));
      }
    }
    return waiting.isEmpty();
  }
}
