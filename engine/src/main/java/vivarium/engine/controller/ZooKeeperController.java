package vivarium.engine.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AllocateProducerIdsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.wire.ErrorResponses;
import vivarium.engine.znodes.KafkaZnodes;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.WatchEvent;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZooKeeperClient;

/**
 * The controller as it was with ZooKeeper: every broker tries to create {@code /controller}, and
 * whoever does so decides until its session ends. It does one thing at a time: decides on what it
 * has read, writes the outcome on condition that {@code /controller_epoch} is still its own, and
 * tells the brokers. Where a leader has changed an ISR in between, it reads everything again and
 * decides anew. Source: Kafka's {@code KafkaController}, up to 3.9.
 */
public final class ZooKeeperController implements ActiveController {

  private static final byte SHUTTING_DOWN = 1;
  private static final long BALANCE_CHECK_NANOS = 1_000_000_000L;

  /** So often may others have written first before something must be wrong. */
  private static final int MAX_ATTEMPTS = 1_000;

  private final NodeContext context;
  private final ZooKeeperClient zookeeper;
  private final ZnodeReader reader;
  private final Host own;
  private final PartitionDecisions partitions;
  private final ControllerElection election;
  private final LeaderElections elections;
  private final ProducerIds producerIds;
  private final Reassignments reassignments;
  private final TopicDecisions topics;
  private final ConfigDecisions configs;
  private final ArrayDeque<Task> tasks = new ArrayDeque<>();
  private final TreeMap<Integer, Long> shuttingDown = new TreeMap<>();
  private @Nullable BrokerUpdates updates;
  private int epoch;
  private int epochVersion;
  private KafkaZnodes znodes = new KafkaZnodes();
  private MetadataImage base = MetadataImage.EMPTY;
  private MetadataImage trial = MetadataImage.EMPTY;
  private long decisions;
  private @Nullable Task underWay;
  private boolean waitsForConnection;
  private boolean balancing;

  /**
   * One thing to do.
   *
   * @param readsFirst whether what is known may be out of date
   * @param decide what to decide on the newest state; returns the answer to give
   * @param done is given the answer when it holds, or null if this is no controller any more
   */
  private record Task(
      boolean readsFirst,
      long cause,
      Supplier<@Nullable ApiMessage> decide,
      Consumer<@Nullable ApiMessage> done) {}

  /** The broker that a controller is on. */
  public interface Host {
    /** It is told without a message. */
    void take(ControllerMessage.Update update);

    /** What the controller before told it. */
    MetadataImage image();
  }

  /**
   * @param zookeeper the broker's session
   * @param host the broker
   */
  public ZooKeeperController(NodeContext context, ZooKeeperClient zookeeper, Host host) {
    this.context = context;
    this.zookeeper = zookeeper;
    this.reader = new ZnodeReader(zookeeper);
    this.own = host;
    this.election = new ControllerElection(context.self(), zookeeper, new OwnCandidacy());
    this.partitions = new PartitionDecisions(this);
    this.elections = new LeaderElections(this, partitions);
    this.producerIds = new ProducerIds(this);
    Assignments assignments = new Assignments(this, context.random());
    this.reassignments = new Reassignments(this, partitions, assignments);
    this.topics = new TopicDecisions(this, assignments);
    this.configs = new ConfigDecisions(this, partitions);
  }

  /** Whether this broker is the controller, as far as it knows. */
  public boolean isActive() {
    return updates != null;
  }

  /** The broker that is the controller as far as is known here, or -1. */
  public int activeId() {
    return election.activeId();
  }

  // --- Who is the controller -------------------------------------------------------------------

  /** The broker is registered: sees who is the controller, and becomes it if nobody is. */
  public void elect() {
    election.hold();
  }

  private final class OwnCandidacy implements ControllerElection.Candidate {
    @Override
    public boolean isActive() {
      return ZooKeeperController.this.isActive();
    }

    @Override
    public void activate(int newEpoch, int newEpochVersion) {
      ZooKeeperController.this.activate(newEpoch, newEpochVersion);
    }

    @Override
    public void resign() {
      ZooKeeperController.this.resign();
    }
  }

  private void activate(int newEpoch, int version) {
    epoch = newEpoch;
    epochVersion = version;
    decisions = 0;
    base = MetadataImage.EMPTY;
    shuttingDown.clear();
    updates = new BrokerUpdates(context, newEpoch, own::take);
    elections.activated();
    lookAgain();
    balanceLater(newEpoch);
  }

  /** It is the controller no more: what is not done will not be. */
  private void resign() {
    if (updates == null) {
      return;
    }
    updates.end();
    updates = null;
    List<Task> undone = new ArrayList<>(tasks);
    if (underWay != null) {
      undone.addFirst(underWay);
    }
    tasks.clear();
    underWay = null;
    waitsForConnection = false;
    undone.forEach(task -> task.done().accept(null));
  }

  /** A server serves the session again. */
  public void connected() {
    elect();
    if (waitsForConnection && underWay != null) {
      waitsForConnection = false;
      begin(underWay, true, 1);
    }
  }

  /** The session is over. */
  public void expired() {
    election.expired();
    resign();
  }

  /** A watch was for what has happened. */
  public void happened(WatchEvent event) {
    if (event.path().equals(ZnodePaths.CONTROLLER)) {
      elect();
    } else if (updates != null) {
      lookAgain();
    }
  }

  // --- What there is to do ---------------------------------------------------------------------

  /** Brokers came or went, or leaders changed ISRs: puts right what follows. */
  private void lookAgain() {
    if (tasks.stream().noneMatch(Task::readsFirst)) {
      add(new Task(true, context.cause(), this::putRight, unused -> {}));
    }
  }

  private @Nullable ApiMessage putRight() {
    SortedSet<Integer> bounced = znodes.bounced(trial);
    if (!bounced.isEmpty()) {
      // As if each had been seen to die, and then to come back.
      SortedMap<Integer, BrokerImage> present = trial.brokers();
      trial = without(bounced, trial);
      electAndShrink();
      trial = withBrokers(present, trial);
    }
    electAndShrink();
    return null;
  }

  private static MetadataImage without(SortedSet<Integer> brokers, MetadataImage image) {
    TreeMap<Integer, BrokerImage> others = new TreeMap<>(image.brokers());
    others.keySet().removeAll(brokers);
    return withBrokers(others, image);
  }

  private static MetadataImage withBrokers(
      SortedMap<Integer, BrokerImage> brokers, MetadataImage image) {
    return new MetadataImage(
        image.endOffset(),
        brokers,
        image.topics(),
        image.topicNames(),
        image.configs(),
        image.nextProducerId());
  }

  private void electAndShrink() {
    List<ApiMessage> records = new ArrayList<>();
    partitions.putRight(records);
    commit(records);
  }

  private void balanceLater(int ofEpoch) {
    context.after(
        BALANCE_CHECK_NANOS,
        () -> {
          if (updates != null && epoch == ofEpoch) {
            if (underWay == null) {
              context.clearCause();
              balancing = false;
              add(new Task(false, context.cause(), this::balance, unused -> {}));
            }
            balanceLater(ofEpoch);
          }
        });
  }

  /** Decided anew if it does not hold, which then counts as the same check. */
  private @Nullable ApiMessage balance() {
    if (balancing) {
      elections.checkAgain();
    }
    balancing = true;
    elections.balanceIfDue();
    return null;
  }

  /** Takes a request that the controller decides on. */
  public void handle(Request request) {
    if (updates == null) {
      refuse(request);
      return;
    }
    add(
        new Task(
            false,
            context.cause(),
            () -> decide(request.body()),
            response -> {
              if (response == null) {
                refuse(request);
              } else {
                request.reply(response);
              }
            }));
  }

  private static void refuse(Request request) {
    request.reply(
        request.body() instanceof ControllerMessage
            ? new ControllerMessage.MayGo(Errors.NOT_CONTROLLER)
            : ErrorResponses.to(request.body(), Errors.NOT_CONTROLLER));
  }

  private ApiMessage decide(ApiMessage body) {
    return switch (body) {
      case ControllerMessage.ControlledShutdown shutdown -> letGo(shutdown);
      case AllocateProducerIdsRequestData allocate -> producerIds.allocate(allocate);
      case CreateTopicsRequestData create -> topics.create(create);
      case CreatePartitionsRequestData create -> topics.addPartitions(create);
      case DeleteTopicsRequestData delete -> topics.delete(delete);
      case AlterPartitionReassignmentsRequestData alter -> reassignments.alter(alter);
      case ListPartitionReassignmentsRequestData list -> reassignments.list(list);
      case ElectLeadersRequestData elect -> elections.elect(elect);
      case IncrementalAlterConfigsRequestData alter -> configs.alter(alter);
      default ->
          throw new IllegalArgumentException(
              context.self() + " cannot serve " + body.getClass().getSimpleName());
    };
  }

  private ControllerMessage.MayGo letGo(ControllerMessage.ControlledShutdown shutdown) {
    BrokerImage broker = trial.broker(shutdown.brokerId());
    if (broker == null || broker.epoch() != shutdown.brokerEpoch()) {
      return new ControllerMessage.MayGo(Errors.STALE_BROKER_EPOCH);
    }
    shuttingDown.put(broker.id(), broker.epoch());
    trial = withoutLeaving(trial);
    putRight();
    return new ControllerMessage.MayGo(Errors.NONE);
  }

  /** Marks those that are about to go, and forgets those that went. */
  private MetadataImage withoutLeaving(MetadataImage image) {
    shuttingDown.entrySet().removeIf(each -> !isStill(each.getKey(), each.getValue(), image));
    MetadataDelta delta = new MetadataDelta(image);
    shuttingDown.forEach(
        (broker, brokerEpoch) ->
            delta.replay(
                new BrokerRegistrationChangeRecord()
                    .setBrokerId(broker)
                    .setBrokerEpoch(brokerEpoch)
                    .setInControlledShutdown(SHUTTING_DOWN)));
    return delta.apply(image.endOffset());
  }

  private static boolean isStill(int id, long brokerEpoch, MetadataImage image) {
    BrokerImage broker = image.broker(id);
    return broker != null && broker.epoch() == brokerEpoch;
  }

  // --- One thing at a time ---------------------------------------------------------------------

  private void add(Task task) {
    tasks.addLast(task);
    next();
  }

  private void next() {
    if (updates != null && underWay == null && !tasks.isEmpty()) {
      Task task = tasks.removeFirst();
      underWay = task;
      begin(task, task.readsFirst(), 1);
    }
  }

  private void begin(Task task, boolean readFirst, int attempt) {
    if (attempt > MAX_ATTEMPTS) {
      throw new IllegalStateException("somebody else writes what only the controller writes");
    }
    if (!readFirst) {
      decide(task, attempt);
      return;
    }
    reader.read(
        base == MetadataImage.EMPTY ? own.image() : base,
        found -> {
          if (underWay != task) {
            return;
          }
          if (found == null) {
            waitsForConnection = true;
            return;
          }
          znodes = found.znodes();
          base = withoutLeaving(znodes.image(nextOffset()));
          decide(task, attempt);
          forget(found.isrChanges());
        });
  }

  /**
   * Removes leaders' words of changed ISRs, which have been acted on: all in one write, after the
   * decision, since a session's writes are carried out one after the other. Whatever it does not
   * remove is found again the next time.
   */
  private void forget(List<String> isrChanges) {
    if (!isrChanges.isEmpty()) {
      List<ZkOp.Write> deletes = new ArrayList<>();
      isrChanges.forEach(path -> deletes.add(new ZkOp.Delete(path, ZkOp.ANY_VERSION)));
      zookeeper.submit(new ZkOp.Multi(deletes), unused -> {});
    }
  }

  private long nextOffset() {
    return ((long) epoch << 32) + ++decisions;
  }

  private void decide(Task task, int attempt) {
    context.setCause(task.cause());
    trial = base;
    ApiMessage answer = task.decide().get();
    List<ZkOp.Write> writes = znodes.writes(base, trial, epoch, context.self().number());
    if (writes.isEmpty()) {
      held(task, trial, answer);
      return;
    }
    List<ZkOp.Write> all = new ArrayList<>();
    all.add(new ZkOp.Check(ZnodePaths.CONTROLLER_EPOCH, epochVersion));
    all.addAll(writes);
    zookeeper.submit(
        new ZkOp.Multi(all),
        result -> {
          if (underWay != task) {
            return;
          }
          switch (result.error()) {
            case OK -> {
              znodes.carriedOut(writes);
              held(task, withoutLeaving(znodes.image(nextOffset())), answer);
            }
            case CONNECTION_LOSS, SESSION_EXPIRED -> waitsForConnection = true;
            default -> {
              if (result.path().equals(ZnodePaths.CONTROLLER_EPOCH)) {
                resign(); // Another has been elected since.
              } else {
                begin(task, true, attempt + 1);
              }
            }
          }
        });
  }

  private void held(Task task, MetadataImage now, @Nullable ApiMessage answer) {
    base = now;
    trial = now;
    underWay = null;
    if (updates != null) {
      updates.tell(now);
    }
    task.done().accept(answer);
    next();
  }

  // --- What decisions need ---------------------------------------------------------------------

  @Override
  public void commit(List<ApiMessage> records) {
    if (!records.isEmpty()) {
      MetadataDelta delta = new MetadataDelta(trial);
      records.forEach(delta::replay);
      trial = delta.apply(trial.endOffset());
    }
  }

  @Override
  public MetadataImage image() {
    return trial;
  }

  @Override
  public NodeContext context() {
    return context;
  }

  @Override
  public long endOffset() {
    return ((long) epoch << 20) + decisions;
  }

  @Override
  public PartitionChange.Eligibility eligibility() {
    return PartitionChange.Eligibility.ZOOKEEPER;
  }
}
