package vivarium.engine.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/** What a person, a scenario or a test asks of a running cluster. */
public sealed interface Command {

  /** The process of a broker or controller dies at once; what it wrote survives. */
  record Kill(NodeId node) implements Command {}

  /**
   * The machine of a broker or controller loses its power: the process dies, if it runs, and what
   * was not flushed to the disk is gone.
   */
  record PowerLoss(NodeId node) implements Command {}

  /**
   * The process dies, if it runs, and its disk is as new. Of a controller that is a voter this can
   * break the quorum's promises, as in Kafka with static voters: wipe one at a time, and the next
   * when this one has caught up.
   */
  record WipeDisk(NodeId node) implements Command {}

  /** A stopped broker or controller starts again from its disk. */
  record Restart(NodeId node) implements Command {}

  /** The process stands still: it accepts and does not answer. */
  record Freeze(NodeId node) implements Command {}

  record Resume(NodeId node) implements Command {}

  /** Controlled shutdown: leaderships are moved away first. */
  record ShutDown(NodeId node) implements Command {}

  /**
   * A new broker starts, with the lowest id that is free. It holds nothing until partitions are
   * reassigned to it or a new topic is placed on it, as in Kafka.
   *
   * @param rack where it stands; null for the next in turn where there are racks, else for none
   */
  record AddBroker(@Nullable String rack) implements Command {
    /**
     * @throws IllegalArgumentException if the rack cannot be called so
     */
    public AddBroker {
      if (rack != null) {
        ClusterConfig.requireRack(rack);
      }
    }
  }

  /**
   * Takes a broker out for good: its partitions move to others, which is under way when this is
   * accepted; then it shuts down, the controller forgets it, and its machine is gone.
   */
  record RemoveBroker(NodeId broker) implements Command {}

  /** Nothing gets from one node to the other any more; the way back is a command of its own. */
  record CutLink(NodeId from, NodeId to) implements Command {}

  record HealLink(NodeId from, NodeId to) implements Command {}

  /** Breaks something until it is healed; replaces a fault of the same key. */
  record Inject(FaultSpec fault) implements Command {}

  /** Mends the fault of this {@link FaultSpec#key}. */
  record Heal(String key) implements Command {}

  /** Mends every link and every other fault, resumes every frozen node; the stopped stay so. */
  record HealAll() implements Command {}

  /** A controller more, which votes once it has copied the metadata log (KIP-853). */
  record AddController() implements Command {}

  /** The controller's vote is taken; then it shuts down and is gone with its disk. */
  record RemoveController(NodeId controller) implements Command {}

  record CreateTopic(TopicSpec topic) implements Command {}

  record DeleteTopic(String topic) implements Command {}

  /** An empty consumer group and its committed offsets are no more; one with members stays. */
  record DeleteGroup(String group) implements Command {}

  /**
   * Has leaders elected that no failure forces.
   *
   * @param partitions which; none means all
   */
  record ElectLeaders(ElectionType type, List<TopicPartition> partitions) implements Command {
    public ElectLeaders {
      partitions = List.copyOf(partitions);
    }
  }

  /** Gives a topic more partitions, {@code count} in all. */
  record AddPartitions(String topic, int count) implements Command {}

  /**
   * Moves a partition to other brokers; another number of them is another replication factor.
   *
   * @param brokers whom it is to be on, the preferred leader first; nobody gives a reassignment up
   */
  record Reassign(TopicPartition partition, List<Integer> brokers) implements Command {
    public Reassign {
      brokers = List.copyOf(brokers);
    }
  }

  /** Sets a topic config, or with null takes it back to its default. */
  record SetTopicConfig(String topic, String key, @Nullable String value) implements Command {}

  /** Sets a broker config for all brokers, or with null takes it back to its default. */
  record SetBrokerConfig(String key, @Nullable String value) implements Command {}

  /** Sets something of the simulation, such as {@code link.latency.ms}. */
  record SetSimulationConfig(String key, String value) implements Command {}

  record AddProducer(ProducerSettings settings) implements Command {}

  /** Replaces the settings of the built-in producer of this client id. */
  record ChangeProducer(ProducerSettings settings) implements Command {}

  record AddConsumer(ConsumerSettings settings) implements Command {}

  /** Replaces the settings of the built-in consumer of this client id. */
  record ChangeConsumer(ConsumerSettings settings) implements Command {}

  /** Sends one record, once, from the client {@link ProducerSettings#BY_HAND}. */
  record ProduceRecord(NewRecord record) implements Command {}

  /** Takes a built-in client away; a consumer leaves its group first. */
  record RemoveClient(NodeId client) implements Command {}
}
