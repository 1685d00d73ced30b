package vivarium.engine.broker;

import java.util.TreeSet;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.replica.HostBroker;

/**
 * Has the controller create topics that clients ask for and that are not there (Kafka's {@code
 * AutoTopicCreationManager}). The client is told to ask again.
 */
public final class TopicCreation {

  private static final long TIMEOUT_NANOS = 10_000_000_000L;

  private final HostBroker broker;
  private final TreeSet<String> underWay = new TreeSet<>();

  TopicCreation(HostBroker broker) {
    this.broker = broker;
  }

  /** Asks for a topic with the brokers' default settings, unless that is under way already. */
  public void create(String name) {
    request(name, -1, (short) -1);
  }

  /** Asks for the topic of groups' offsets, with as many replicas as there are brokers for. */
  public void createOffsetsTopic() {
    int wanted = broker.image().brokerInt(ConfigCatalog.OFFSETS_TOPIC_REPLICATION_FACTOR);
    int factor = Math.min(wanted, broker.image().brokers().size());
    int partitions = broker.image().brokerInt(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS);
    request(OffsetsTopic.NAME, partitions, (short) factor);
  }

  private void request(String name, int partitions, short replicationFactor) {
    if (!underWay.add(name)) {
      return;
    }
    var topic =
        new CreateTopicsRequestData.CreatableTopic()
            .setName(name)
            .setNumPartitions(partitions)
            .setReplicationFactor(replicationFactor);
    CreateTopicsRequestData request = new CreateTopicsRequestData();
    request.topics().add(topic);
    broker
        .controllerChannel()
        .ask(
            "create-topics",
            request,
            TIMEOUT_NANOS,
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                underWay.remove(name);
              }

              @Override
              public void failed(Failure failure) {
                underWay.remove(name);
              }
            });
  }
}
