package vivarium.engine.controller;

import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.NodeContext;

/** Tells as events what committed metadata records changed. */
final class MetadataEvents {

  private final NodeContext context;

  MetadataEvents(NodeContext context) {
    this.context = context;
  }

  /**
   * Tells of a batch of records that was just committed. What follows from it is caused by what it
   * did to a broker or a topic, if anything, and else by what caused it.
   *
   * @param fencedReason why a broker in them is fenced
   */
  void tell(
      List<ApiMessage> records, MetadataDelta delta, MetadataImage after, String fencedReason) {
    context.emit(new Coordination.MetadataCommitted(after.endOffset()));
    long cause = context.cause();
    long headline = cause;
    for (ApiMessage record : records) {
      switch (record) {
        case RegisterBrokerRecord register ->
            headline =
                tellOf(
                    register.brokerId(),
                    new Node.Registered(register.brokerEpoch(), register.rack()),
                    cause);
        case BrokerRegistrationChangeRecord change -> {
          if (change.fenced() > 0) {
            headline =
                tellOf(
                    change.brokerId(), new Node.Fenced(change.brokerEpoch(), fencedReason), cause);
          } else if (change.fenced() < 0) {
            headline = tellOf(change.brokerId(), new Node.Unfenced(change.brokerEpoch()), cause);
          }
        }
        case UnregisterBrokerRecord gone ->
            headline = tellOf(gone.brokerId(), new Node.Unregistered(gone.brokerEpoch()), cause);
        case ConfigRecord config when !isOfNewTopic(config, delta) -> tellOf(config, cause);
        default -> {} // Topics and partitions are told of from the delta.
      }
    }
    context.setCause(tellOfTopics(delta, after, cause, headline));
  }

  /**
   * Tells of topics and partitions that came, went or changed.
   *
   * @param cause of what became of topics
   * @param headlineBefore what the changes of partitions follow from, unless a topic is new
   * @return what follows from all this
   */
  long tellOfTopics(MetadataDelta delta, MetadataImage after, long cause, long headlineBefore) {
    long headline = headlineBefore;
    for (TopicImage deleted : delta.deletedTopics()) {
      context.emit(new Metadata.TopicDeleted(deleted.name()), cause);
    }
    for (String name : delta.createdTopics()) {
      TopicImage topic = after.topic(name);
      if (topic != null) {
        int replicas = topic.partitions().values().iterator().next().replicas().size();
        long created =
            context.emit(
                new Metadata.TopicCreated(name, topic.partitions().size(), replicas), cause);
        after
            .configsOf(ConfigResource.topic(name))
            .forEach(
                (key, value) ->
                    context.emit(
                        new Metadata.ConfigChanged(Metadata.ConfigScope.TOPIC, name, key, value),
                        created));
        headline = created;
      }
    }
    headline = tellOfNewPartitions(delta, after, headline);
    tellOfPartitions(delta, after, headline);
    return headline;
  }

  /** Returns what the partitions' own events follow from. */
  private long tellOfNewPartitions(MetadataDelta delta, MetadataImage after, long cause) {
    long headline = cause;
    TreeSet<String> told = new TreeSet<>(delta.createdTopics());
    for (TopicPartition id : delta.changedPartitions()) {
      TopicImage now = after.topic(id.topic());
      TopicImage before = delta.before().topic(id.topic());
      if (now != null && before != null && told.add(id.topic())) {
        int count = before.partitions().size();
        if (now.partitions().size() > count) {
          headline =
              context.emit(
                  new Metadata.PartitionsAdded(id.topic(), count, now.partitions().size()), cause);
        }
      }
    }
    return headline;
  }

  /** The configs of a new topic are told of after the topic itself. */
  private static boolean isOfNewTopic(ConfigRecord config, MetadataDelta delta) {
    return config.resourceType() == ConfigResource.TOPIC
        && delta.createdTopics().contains(config.resourceName());
  }

  private long tellOf(int broker, Node event, long cause) {
    return context.emitFor(NodeId.broker(broker), event, cause);
  }

  private void tellOf(ConfigRecord config, long cause) {
    if (config.resourceType() == ConfigResource.BROKER) {
      context.emit(
          new Metadata.ConfigChanged(
              Metadata.ConfigScope.BROKERS, "", config.name(), config.value()),
          cause);
    } else {
      context.emit(
          new Metadata.ConfigChanged(
              Metadata.ConfigScope.TOPIC, config.resourceName(), config.name(), config.value()),
          cause);
    }
  }

  private void tellOfPartitions(MetadataDelta delta, MetadataImage after, long cause) {
    for (TopicPartition id : delta.changedPartitions()) {
      PartitionState state = after.partition(id);
      if (state != null) {
        // Changes of one batch have one cause; none of them causes the next.
        context.emit(new Metadata.PartitionChanged(id, delta.before().partition(id), state), cause);
      }
    }
  }
}
