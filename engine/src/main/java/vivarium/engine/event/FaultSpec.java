package vivarium.engine.event;

/**
 * Something that stays broken until it is healed: what, where and how much. Faults are independent
 * of each other; two of the same kind and scope are one fault, and the later replaces the earlier.
 * What a process suffers at once (a crash, a freeze, a power loss) is no fault of this kind but an
 * event of its node.
 */
public sealed interface FaultSpec {

  /** Names the fault: its kind and scope, without how much. */
  String key();

  /** Where its events happen. */
  NodeId place();

  /** Whether it is named after the node, and makes no sense without it. */
  default boolean concerns(NodeId node) {
    return switch (this) {
      case OnLink onLink -> node.equals(onLink.link().from()) || node.equals(onLink.link().to());
      case OnNode onNode -> node.equals(onNode.node());
      case OnRequests onRequests -> node.equals(onRequests.requests().server());
      case OneMessage one ->
          one.choice() instanceof MessageChoice.Next(var api, NodeId from, NodeId to)
              && (node.equals(from) || node.equals(to));
    };
  }

  /** Something is wrong with the way between nodes. */
  sealed interface OnLink extends FaultSpec {
    LinkScope link();

    @Override
    default NodeId place() {
      return link().end();
    }
  }

  /** Something is wrong with a machine. */
  sealed interface OnNode extends FaultSpec {
    NodeId node();

    @Override
    default NodeId place() {
      return node();
    }
  }

  /** Requests are not carried out. */
  sealed interface OnRequests extends FaultSpec {
    RequestScope requests();

    @Override
    default NodeId place() {
      NodeId server = requests().server();
      return server == null ? NodeId.CLUSTER : server;
    }
  }

  /** Every message takes so much longer. */
  record LinkDelay(LinkScope link, long delayMs) implements OnLink {
    public LinkDelay {
      requireMs(delayMs);
    }

    @Override
    public String key() {
      return "delay " + link;
    }
  }

  /** Every message takes longer by chance, by up to so much. */
  record LinkJitter(LinkScope link, long jitterMs) implements OnLink {
    public LinkJitter {
      requireMs(jitterMs);
    }

    @Override
    public String key() {
      return "jitter " + link;
    }
  }

  /** Every transmission is lost with this probability; TCP sends again after a timeout. */
  record LinkLoss(LinkScope link, double probability) implements OnLink {
    public LinkLoss {
      if (!(probability > 0 && probability < 1)) {
        throw new IllegalArgumentException(
            "a loss of %s must be above 0%% and below 100%%, such as 10%%; cut a link to lose everything"
                .formatted(Percent.of(probability)));
      }
    }

    @Override
    public String key() {
      return "loss " + link;
    }
  }

  /** So many bytes a second get through, in each direction concerned. */
  record LinkBandwidth(LinkScope link, long bytesPerSecond) implements OnLink {
    public LinkBandwidth {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException(
            "a bandwidth of %d bytes per second must be 1 or more".formatted(bytesPerSecond));
      }
    }

    @Override
    public String key() {
      return "bandwidth " + link;
    }
  }

  /** Each request occupies the node's processor for so long before it is looked at. */
  record SlowCpu(NodeId node, long serviceMs) implements OnNode {
    public SlowCpu {
      requireMs(serviceMs);
    }

    @Override
    public String key() {
      return "slow-cpu " + node;
    }
  }

  /**
   * Each write of records occupies the node's disk for so much longer. The metadata log's own
   * writes take no time here, slow disk or not.
   */
  record SlowDisk(NodeId node, long writeMs) implements OnNode {
    public SlowDisk {
      requireMs(writeMs);
    }

    @Override
    public String key() {
      return "slow-disk " + node;
    }
  }

  /** The node's disk takes nothing more. */
  record DiskFull(NodeId node) implements OnNode {
    @Override
    public String key() {
      return "disk-full " + node;
    }
  }

  /**
   * Requests are answered with an error.
   *
   * @param error Kafka's name
   */
  record ApiError(String error, RequestScope requests) implements OnRequests {
    @Override
    public String key() {
      return "error " + error + " for " + requests;
    }
  }

  /** Instead of an answer the connection is closed. */
  record Disconnect(RequestScope requests) implements OnRequests {
    @Override
    public String key() {
      return "disconnect " + requests;
    }
  }

  /**
   * One message does not simply arrive.
   *
   * @param byMs by how much it is late, for {@link Fate#DELAY}; else 0
   */
  record OneMessage(Fate fate, MessageChoice choice, long byMs) implements FaultSpec {
    public OneMessage {
      if (fate == Fate.DELAY) {
        requireMs(byMs);
      }
    }

    @Override
    public String key() {
      return fate.word() + " " + choice;
    }

    @Override
    public NodeId place() {
      return choice instanceof MessageChoice.Next next ? next.from() : NodeId.CLUSTER;
    }
  }

  /** What becomes of one message; where several are asked for, the first of these is done. */
  enum Fate {
    /** It and all that TCP sends again for it are lost: its connection is stuck until given up. */
    DROP,
    /** It and what follows it on its connection wait until it is healed. */
    HOLD,
    /** It comes later, and so does what follows it on its connection. */
    DELAY,
    /** A request is sent again, as if its answer had been lost; both are carried out. */
    DUPLICATE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The longest time a fault may ask for, in milliseconds: an hour. */
  long MAX_MS = 3_600_000;

  private static void requireMs(long ms) {
    if (ms < 1 || ms > MAX_MS) {
      throw new IllegalArgumentException("%d ms must be between 1 and %d".formatted(ms, MAX_MS));
    }
  }
}
