package vivarium.engine.znodes;

import java.util.List;
import vivarium.engine.event.TopicPartition;

/** The paths of Kafka's znodes. Source: Kafka's {@code ZkData}. */
public final class ZnodePaths {

  /** One ephemeral znode for each live broker. */
  public static final String BROKER_IDS = "/brokers/ids";

  /** The topics, with their replicas. */
  public static final String TOPICS = "/brokers/topics";

  /** Ephemeral: whoever created it is the controller. */
  public static final String CONTROLLER = "/controller";

  /** How many controllers there have been: fences those before the last. */
  public static final String CONTROLLER_EPOCH = "/controller_epoch";

  /** Where leaders leave word for the controller that they changed an ISR. */
  public static final String ISR_CHANGES = "/isr_change_notification";

  public static final String TOPIC_CONFIGS = "/config/topics";

  /** The configs of all brokers. */
  public static final String BROKER_DEFAULTS = "/config/brokers/<default>";

  public static final String PRODUCER_IDS = "/latest_producer_id_block";

  /** What must be there before anything else, each after its parent. */
  public static final List<String> TOP_LEVEL =
      List.of(
          "/brokers", BROKER_IDS, TOPICS, "/config", TOPIC_CONFIGS, "/config/brokers", ISR_CHANGES);

  private ZnodePaths() {}

  public static String broker(int id) {
    return BROKER_IDS + "/" + id;
  }

  public static String topic(String name) {
    return TOPICS + "/" + name;
  }

  public static String partitions(String topic) {
    return topic(topic) + "/partitions";
  }

  public static String partition(TopicPartition id) {
    return partitions(id.topic()) + "/" + id.partition();
  }

  /** Leader, ISR and leader epoch of a partition. */
  public static String state(TopicPartition id) {
    return partition(id) + "/state";
  }

  public static String topicConfig(String topic) {
    return TOPIC_CONFIGS + "/" + topic;
  }
}
