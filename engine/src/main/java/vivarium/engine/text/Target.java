package vivarium.engine.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** Whom a command means. */
public sealed interface Target {

  /** Targets that are named rather than numbered, for messages. */
  String NAMED =
      "'controller', 'leader of TOPIC-PARTITION', '[2nd] follower of TOPIC-PARTITION',"
          + " 'client NAME', 'producer NAME', 'consumer NAME', 'external NAME' or 'it'";

  /** The words before the name of one client and no other. */
  Map<String, NodeId.Kind> EXACT_KINDS =
      Map.of(
          "producer", NodeId.Kind.PRODUCER,
          "consumer", NodeId.Kind.CONSUMER,
          "external", NodeId.Kind.EXTERNAL);

  /** The commands that name two nodes. */
  List<String> BETWEEN_TWO = List.of("cut", "heal", "delay", "jitter", "loss", "bandwidth");

  /** The broker or controller of this node id. */
  record Numbered(int id) implements Target {}

  /** The active controller. */
  record ActiveController() implements Target {}

  /** The leader of a partition at the time. */
  record LeaderOf(TopicPartition partition) implements Target {}

  /**
   * A follower of a partition whose process lives at the time.
   *
   * @param number which of them, in the order of the replicas, from 1
   */
  record FollowerOf(TopicPartition partition, int number) implements Target {}

  /** The client of this name, built-in or not. */
  record Client(String name) implements Target {}

  /** Exactly this client, whether it is there or not. */
  record Exactly(NodeId node) implements Target {}

  /** Whom the last command named. */
  record It() implements Target {}

  /** The words that are read as this node, whatever else there is. */
  static String words(NodeId node) {
    return switch (node.kind()) {
      case BROKER, CONTROLLER, ZOOKEEPER -> node.name();
      case PRODUCER, CONSUMER -> node.kind().word() + " " + Words.quoted(node.name());
      case EXTERNAL -> "external " + Words.quoted(node.name());
      case CLUSTER -> node.name();
    };
  }

  /** The words that are read as this. */
  default String words() {
    return switch (this) {
      case Numbered(int id) -> Integer.toString(id);
      case ActiveController() -> "controller";
      case LeaderOf(TopicPartition partition) -> "leader of " + partition;
      case FollowerOf(TopicPartition partition, int number) ->
          (number == 2 ? "2nd " : "") + "follower of " + partition;
      case Client(String name) -> "client " + Words.quoted(name);
      case Exactly(NodeId node) -> words(node);
      case It() -> "it";
    };
  }

  /**
   * Takes the words of one target off the front of a list.
   *
   * @param verb the command they belong to, for the message
   * @throws IllegalArgumentException if they name nobody
   */
  static Target take(String verb, List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' needs the id of a broker, such as '%s'"
              .formatted(verb, BETWEEN_TWO.contains(verb) ? verb + " 1 2" : verb + " 2"));
    }
    String first = words.removeFirst();
    if (first.equals("leader") && words.size() >= 2 && words.getFirst().equals("of")) {
      words.removeFirst();
      return new LeaderOf(partition(words.removeFirst()));
    }
    boolean second = first.equals("2nd") && !words.isEmpty();
    if (second) {
      first = words.removeFirst();
    }
    if (first.equals("follower") && words.size() >= 2 && words.getFirst().equals("of")) {
      words.removeFirst();
      return new FollowerOf(partition(words.removeFirst()), second ? 2 : 1);
    }
    if (first.equals("client") && !words.isEmpty()) {
      return new Client(words.removeFirst());
    }
    NodeId.Kind kind = EXACT_KINDS.get(first);
    if (kind != null && !words.isEmpty()) {
      return new Exactly(new NodeId(kind, words.removeFirst()));
    }
    return switch (first) {
      case "controller" -> new ActiveController();
      case "it" -> new It();
      case "cluster" -> new Exactly(NodeId.CLUSTER);
      default -> new Numbered(id(first));
    };
  }

  private static int id(String word) {
    if (word.matches("\\d{1,6}")) {
      return Integer.parseInt(word);
    }
    throw new IllegalArgumentException(
        "'%s' names no node: it must be a node's id, %s".formatted(Quoted.of(word), NAMED));
  }

  static TopicPartition partition(String word) {
    int dash = word.lastIndexOf('-');
    if (dash < 1 || !word.substring(dash + 1).matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "'%s' is not a partition: it must be a topic and a number, such as orders-0"
              .formatted(Quoted.of(word)));
    }
    return new TopicPartition(word.substring(0, dash), Integer.parseInt(word.substring(dash + 1)));
  }

  /**
   * The node meant.
   *
   * @param model the cluster as it is now
   * @param it whom the last command named, or null
   * @throws IllegalArgumentException if there is no such node now
   */
  default NodeId resolve(ClusterModel model, @Nullable NodeId it) {
    return switch (this) {
      case Numbered(int id) -> numbered(model, id);
      case ActiveController() -> {
        NodeId controller = model.controller();
        if (controller == null) {
          throw new IllegalArgumentException("no controller is active");
        }
        yield controller;
      }
      case LeaderOf(TopicPartition partition) -> leaderOf(model, partition);
      case FollowerOf(TopicPartition partition, int number) -> followerOf(model, partition, number);
      case Client(String name) -> client(model, name);
      case Exactly(NodeId node) -> node;
      case It() -> {
        if (it == null) {
          throw new IllegalArgumentException("'it' means whom the last command named: none did");
        }
        yield it;
      }
    };
  }

  private static NodeId numbered(ClusterModel model, int id) {
    for (NodeView node : model.nodes().values()) {
      if (!node.id().isClient() && node.id().number() == id) {
        return node.id();
      }
    }
    String all =
        model.nodes().keySet().stream().map(NodeId::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "no node has id %d; there are %s".formatted(id, all.isEmpty() ? "none" : all));
  }

  private static NodeId client(ClusterModel model, String name) {
    for (NodeId id : model.clients().keySet()) {
      if (id.name().equals(name)) {
        return id;
      }
    }
    String all =
        model.clients().keySet().stream().map(NodeId::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "no client is called '%s'; there are %s"
            .formatted(Quoted.of(name), all.isEmpty() ? "none" : all));
  }

  /** The partition of this name, which must be there. */
  static PartitionView existing(ClusterModel model, TopicPartition id) {
    PartitionView partition = model.partition(id);
    if (partition == null) {
      throw new IllegalArgumentException("there is no partition " + id);
    }
    return partition;
  }

  private static NodeId leaderOf(ClusterModel model, TopicPartition id) {
    PartitionView partition = existing(model, id);
    if (!partition.state().hasLeader()) {
      throw new IllegalArgumentException(id + " has no leader");
    }
    return NodeId.broker(partition.state().leader());
  }

  private static NodeId followerOf(ClusterModel model, TopicPartition id, int number) {
    PartitionView partition = existing(model, id);
    List<NodeId> followers =
        partition.state().replicas().stream()
            .filter(replica -> replica != partition.state().leader())
            .map(NodeId::broker)
            .filter(broker -> isAlive(model, broker))
            .toList();
    if (followers.size() < number) {
      throw new IllegalArgumentException(
          "%s has %d running followers".formatted(id, followers.size()));
    }
    return followers.get(number - 1);
  }

  private static boolean isAlive(ClusterModel model, NodeId broker) {
    NodeView view = model.node(broker);
    return view != null && view.isAlive();
  }
}
