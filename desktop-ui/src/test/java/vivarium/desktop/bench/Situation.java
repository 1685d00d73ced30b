package vivarium.desktop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.TestCluster;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Flow.Cargo;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.PartitionView;

/** A cluster that is given its events by hand, from a fixed seed, and a person who looks at it. */
abstract class Situation {

  private static final long FLIGHT_NANOS = 600_000_000;

  final String name;
  final Classroom classroom;
  final Random random = new Random(20_26);
  private final List<TopicPartition> partitions;
  private long messages = 1_000_000;

  private Situation(String name, Classroom classroom) {
    this.name = name;
    this.classroom = classroom;
    this.partitions = List.copyOf(classroom.cluster().model().partitions().keySet());
  }

  static List<Situation> all() {
    return List.of(new Quiet(), new Busy(), new Large(), new Storm());
  }

  /** What happens in the cluster and at the mouse before a frame. */
  abstract void happen(int frame, ShellViewModel shell);

  TestCluster cluster() {
    return classroom.cluster();
  }

  /**
   * Sends messages between clients and brokers and among brokers, one in {@code errors} refused.
   */
  void send(int count, int errors) {
    for (int i = 0; i < count; i++) {
      PartitionView partition = classroom.view(partitions.get(random.nextInt(partitions.size())));
      PartitionState state = partition.state();
      if (!state.hasLeader()) {
        continue;
      }
      NodeId leader = NodeId.broker(state.leader());
      NodeId follower = NodeId.broker(state.replicas().getLast());
      NodeId producer = NodeId.producer("producer-" + random.nextInt(6));
      NodeId consumer = NodeId.consumer("consumer-" + random.nextInt(6));
      boolean refused = errors > 0 && random.nextInt(errors) == 0;
      switch (random.nextInt(4)) {
        case 0 ->
            message("Produce", FlowDirection.REQUEST, producer, leader, partition, 1 + i % 5, null);
        case 1 ->
            message(
                "Produce",
                FlowDirection.REPLY,
                leader,
                producer,
                partition,
                0,
                refused ? "NOT_ENOUGH_REPLICAS" : null);
        case 2 ->
            message("Fetch", FlowDirection.REPLY, leader, follower, partition, 1 + i % 5, null);
        default ->
            message("Fetch", FlowDirection.REPLY, leader, consumer, partition, 1 + i % 5, null);
      }
    }
  }

  long message(
      String api,
      FlowDirection direction,
      NodeId from,
      NodeId to,
      PartitionView partition,
      int records,
      @Nullable String error) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      keys.add(random.nextInt());
    }
    BatchSummary batch = new BatchSummary(-1, records, 100, -1, -1, -1, false, keys);
    long id = ++messages;
    long now = cluster().nowNanos();
    cluster()
        .emit(
            from,
            new Flow.Sent(
                id,
                id,
                api,
                direction,
                from,
                to,
                now,
                now + FLIGHT_NANOS,
                100,
                1,
                error,
                List.of(new Cargo(partition.id(), batch))));
    return id;
  }

  void withClients() {
    for (int i = 0; i < 6; i++) {
      classroom.producer(ProducerSettings.of("producer-" + i, "orders"));
    }
    classroom.group("billing", List.of("consumer-0", "consumer-1", "consumer-2"));
    classroom.group("analytics", List.of("consumer-3", "consumer-4", "consumer-5"));
  }

  /** Three brokers, three partitions, a few records a second. */
  private static final class Quiet extends Situation {
    Quiet() {
      super("classroom", new Classroom().withClients().runFor(9000));
    }

    @Override
    void happen(int frame, ShellViewModel shell) {}
  }

  /** 10 000 messages under way at any time. */
  private static final class Busy extends Situation {
    private static final int A_FRAME = 278;

    Busy() {
      super("busy", new Classroom(6, List.of("orders"), 12));
      withClients();
    }

    @Override
    void happen(int frame, ShellViewModel shell) {
      send(A_FRAME, 0);
    }
  }

  /** 100 brokers × 10 000 partitions, zoomed and panned without end. */
  private static final class Large extends Situation {
    private static final int ROUND = 240;

    Large() {
      super("large", new Classroom(100, topics(), 500));
      withClients();
      classroom.kill(NodeId.broker(17));
      classroom.runFor(4000);
    }

    private static List<String> topics() {
      List<String> topics = new ArrayList<>(List.of("orders"));
      for (int i = 1; i < 20; i++) {
        topics.add("topic-" + i);
      }
      return topics;
    }

    @Override
    void happen(int frame, ShellViewModel shell) {
      send(4, 0);
      int step = frame % ROUND;
      if (step < ROUND / 3) {
        shell.stage().zoom(1.1, 900, 450);
      } else if (step < 2 * ROUND / 3) {
        shell.stage().drag(-9, -7);
      } else {
        shell.stage().zoom(1 / 1.1, 700, 400);
      }
    }
  }

  /** Brokers die and come back, partitions lose replicas, messages are refused and lost. */
  private static final class Storm extends Situation {
    Storm() {
      super("storm", new Classroom(12, List.of("orders", "payments"), 30));
      withClients();
    }

    @Override
    void happen(int frame, ShellViewModel shell) {
      send(60, 3);
      NodeId broker = NodeId.broker(1 + random.nextInt(12));
      if (frame % 6 == 0) {
        cluster()
            .emit(
                broker,
                switch (random.nextInt(3)) {
                  case 0 -> new Node.Stopped(Node.How.CRASH);
                  case 1 -> new Node.Frozen();
                  default -> new Node.Started();
                });
      }
      for (int i = 0; i < 3; i++) {
        change(new TopicPartition("orders", random.nextInt(30)));
        PartitionView partition = classroom.view(new TopicPartition("payments", i));
        long lost =
            message("Fetch", FlowDirection.REQUEST, broker, NodeId.broker(1), partition, 0, null);
        cluster().emit(broker, new Flow.Lost(lost, "link is cut"));
      }
    }

    private void change(TopicPartition id) {
      PartitionState before = classroom.view(id).state();
      List<Integer> isr =
          before.replicas().stream().filter(unused -> random.nextInt(3) > 0).toList();
      int leader = isr.isEmpty() ? PartitionState.NO_LEADER : isr.getFirst();
      PartitionState after =
          new PartitionState(
              leader,
              before.leaderEpoch() + 1,
              before.partitionEpoch() + 1,
              before.replicas(),
              isr.isEmpty() ? before.isr() : isr,
              List.of(),
              List.of());
      cluster().emit(Classroom.CONTROLLER, new Metadata.PartitionChanged(id, before, after));
    }
  }
}
