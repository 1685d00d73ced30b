package vivarium.engine.event;

import java.util.Comparator;

/**
 * Names one participant of the cluster. Brokers, controllers and ZooKeeper servers are named by
 * their node id, clients by their client id.
 *
 * @param kind what the participant is
 * @param name its name, unique within the kind
 */
public record NodeId(Kind kind, String name) implements Comparable<NodeId> {

  /** What a node is. The order is the order in which tables list nodes. */
  public enum Kind {
    /** The cluster as a whole: the node of events that belong to nobody in particular. */
    CLUSTER("cluster"),
    CONTROLLER("controller"),
    /** A server of a ZooKeeper ensemble. */
    ZOOKEEPER("zookeeper"),
    BROKER("broker"),
    /** A built-in producer. */
    PRODUCER("producer"),
    /** A built-in consumer. */
    CONSUMER("consumer"),
    /** A client outside this process, connected over TCP. */
    EXTERNAL("client");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The lower-case word for this kind, in the spelling of Kafka's documentation. */
    public String word() {
      return word;
    }
  }

  /** The node of events that belong to the cluster as a whole. */
  public static final NodeId CLUSTER = new NodeId(Kind.CLUSTER, "cluster");

  private static final Comparator<NodeId> ORDER =
      Comparator.comparing(NodeId::kind)
          .thenComparingInt(NodeId::numberOrZero)
          .thenComparing(NodeId::name);

  /**
   * The node that {@link #toString} wrote so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NodeId parse(String text) {
    if (text.equals(CLUSTER.name)) {
      return CLUSTER;
    }
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.word() + " ")) {
        NodeId node = new NodeId(kind, text.substring(kind.word().length() + 1));
        if (!node.isServer() || node.name.matches("\\d{1,9}")) {
          return node;
        }
      }
    }
    throw new IllegalArgumentException("no node is called so");
  }

  public static NodeId broker(int id) {
    return new NodeId(Kind.BROKER, Integer.toString(id));
  }

  public static NodeId controller(int id) {
    return new NodeId(Kind.CONTROLLER, Integer.toString(id));
  }

  /** A server of the ZooKeeper ensemble. */
  public static NodeId zookeeper(int id) {
    return new NodeId(Kind.ZOOKEEPER, Integer.toString(id));
  }

  public static NodeId producer(String clientId) {
    return new NodeId(Kind.PRODUCER, clientId);
  }

  public static NodeId consumer(String clientId) {
    return new NodeId(Kind.CONSUMER, clientId);
  }

  public static NodeId external(String clientId) {
    return new NodeId(Kind.EXTERNAL, clientId);
  }

  public boolean isBroker() {
    return kind == Kind.BROKER;
  }

  public boolean isController() {
    return kind == Kind.CONTROLLER;
  }

  public boolean isZooKeeper() {
    return kind == Kind.ZOOKEEPER;
  }

  /** Whether this is a controller or a ZooKeeper server. */
  public boolean isCoordinator() {
    return isController() || isZooKeeper();
  }

  /** Whether this is a broker, a controller or a ZooKeeper server: a machine with a disk. */
  public boolean isServer() {
    return isBroker() || isController() || isZooKeeper();
  }

  /** Whether this is a producer or consumer, built-in or external. */
  public boolean isClient() {
    return kind == Kind.PRODUCER || kind == Kind.CONSUMER || kind == Kind.EXTERNAL;
  }

  /**
   * The node id of a broker, a controller or a ZooKeeper server.
   *
   * @throws IllegalStateException if this node is none of them
   */
  public int number() {
    if (!isServer()) {
      throw new IllegalStateException(this + " has no node id");
    }
    return Integer.parseInt(name);
  }

  private int numberOrZero() {
    return isServer() ? number() : 0;
  }

  @Override
  public int compareTo(NodeId other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code broker 1}, {@code producer web-checkout}. */
  @Override
  public String toString() {
    return kind == Kind.CLUSTER ? name : kind.word() + " " + name;
  }
}
