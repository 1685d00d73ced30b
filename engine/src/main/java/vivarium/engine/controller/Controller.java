package vivarium.engine.controller;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AllocateProducerIdsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.quorum.ConfiguredTimes;
import vivarium.engine.quorum.QuorumMember;
import vivarium.engine.wire.ErrorResponses;

/**
 * The process of a controller node. The quorum's leader is the active controller: it decides on its
 * newest state, writes what it decides to the metadata log, and answers once that is committed. The
 * others replay what is committed and stand by. Source: Kafka's {@code QuorumController}.
 */
public final class Controller implements NodeProcess, ActiveController {

  /** Sessions are looked at so often, each time for all brokers. */
  private static final long SESSION_CHECK_NANOS = 100_000_000L;

  private final NodeContext context;
  private final Blame blame;
  private final Chronicle chronicle;
  private final MetadataLog metadata;
  private final QuorumMember quorum;
  private final MetadataEvents events;
  private final Sessions sessions = new Sessions();
  private final BrokerAdmission brokers;
  private final ProducerIds producerIds;
  private final PartitionDecisions partitions;
  private final LeaderElections elections;
  private final Reassignments reassignments;
  private final TopicDecisions topics;
  private final ConfigDecisions configs;
  private final SortedMap<String, String> firstConfigs;
  private final PartitionChange.Eligibility eligibility;
  private final ArrayDeque<Decision> undecided = new ArrayDeque<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private MetadataImage committed = MetadataImage.EMPTY;
  private MetadataImage image = MetadataImage.EMPTY;
  private long snapshotBytes;
  private boolean active;

  /**
   * What this controller wrote and is not committed yet.
   *
   * @param cause of the events that tell of it
   * @param fencedReason why a broker in it is fenced
   */
  private record Decision(long endOffset, long cause, String fencedReason) {}

  /** An answer that waits until everything before {@code offset} is committed. */
  private record Answer(long offset, Request request, ApiMessage response) {}

  /**
   * @param voters ids of the controllers that vote until the log names others
   * @param known ids of all controllers there are
   * @param firstConfigs broker configs that a new cluster's metadata log begins with
   * @param keepsElr whether the cluster has {@code eligible.leader.replicas.version}=1
   */
  public Controller(
      NodeContext context,
      Blame blame,
      Chronicle chronicle,
      List<Integer> voters,
      Supplier<List<Integer>> known,
      SortedMap<String, String> firstConfigs,
      boolean keepsElr) {
    this.context = context;
    this.blame = blame;
    this.chronicle = chronicle;
    this.firstConfigs = firstConfigs;
    this.eligibility =
        keepsElr ? PartitionChange.Eligibility.ELR : PartitionChange.Eligibility.ISR_ALONE;
    this.metadata = new MetadataLog(context.disk());
    this.events = new MetadataEvents(context);
    this.partitions = new PartitionDecisions(this);
    this.brokers = new BrokerAdmission(this, sessions, partitions);
    this.elections = new LeaderElections(this, partitions);
    this.producerIds = new ProducerIds(this);
    Assignments assignments = new Assignments(this, context.random());
    this.reassignments = new Reassignments(this, partitions, assignments);
    this.topics = new TopicDecisions(this, assignments);
    this.configs = new ConfigDecisions(this, partitions);
    this.quorum =
        new QuorumMember(
            context,
            blame,
            metadata,
            voters,
            known,
            new ConfiguredTimes(firstConfigs, () -> committed),
            new QuorumListener());
  }

  @Override
  public void start() {
    committed = metadata.load();
    image = committed;
    quorum.start();
  }

  /** Takes what the quorum has to say into the controller's own terms. */
  private final class QuorumListener implements QuorumMember.Listener {
    @Override
    public void committed(long highWatermark) {
      catchUp(highWatermark);
    }

    @Override
    public void elected(int epoch) {
      activate(epoch);
    }

    @Override
    public void deposed() {
      standDown();
    }
  }

  private void activate(int epoch) {
    active = true;
    image = committed;
    context.emit(new Coordination.ControllerElected(epoch));
    if (image.isNew() && !firstConfigs.isEmpty()) {
      commit(
          firstConfigs.entrySet().stream()
              .<ApiMessage>map(config -> brokerDefault(config.getKey(), config.getValue()))
              .toList());
    }
    // Whoever was alive has a whole session to be heard of again.
    image.brokers().values().stream()
        .filter(broker -> !broker.fenced())
        .forEach(broker -> sessions.renew(broker.id(), context.nowNanos()));
    elections.activated();
    checkSessions(epoch);
  }

  private void checkSessions(int epoch) {
    if (!active || quorum.epoch() != epoch) {
      return;
    }
    context.clearCause();
    long timeoutNanos = image.brokerNanos(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
    for (int broker : sessions.expired(context.nowNanos(), timeoutNanos)) {
      brokers.expire(broker);
    }
    elections.balanceIfDue();
    context.after(SESSION_CHECK_NANOS, () -> checkSessions(epoch));
  }

  /** What was not committed may never be: forgets it, and tells whoever waits for it. */
  private void standDown() {
    active = false;
    image = committed;
    undecided.clear();
    while (!answers.isEmpty()) {
      refuse(answers.removeFirst().request());
    }
  }

  @Override
  public void receive(Request request) {
    if (quorum.handle(request)) {
      return;
    }
    if (!active) {
      refuse(request);
      return;
    }
    ApiMessage response = decide(request.body());
    answers.addLast(new Answer(image.endOffset(), request, response));
    giveAnswers();
  }

  private static void refuse(Request request) {
    request.reply(ErrorResponses.to(request.body(), Errors.NOT_CONTROLLER));
  }

  private ApiMessage decide(ApiMessage body) {
    return switch (body) {
      case BrokerRegistrationRequestData registration -> brokers.register(registration);
      case BrokerHeartbeatRequestData heartbeat -> brokers.heartbeat(heartbeat);
      case UnregisterBrokerRequestData unregister -> brokers.unregister(unregister);
      case AlterPartitionRequestData alter -> partitions.alter(alter);
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

  @Override
  public void shutDown() {
    quorum.resign(context::exit);
  }

  /** Writes records as one batch, and decides on the state after them from here on. */
  @Override
  public void commit(List<ApiMessage> records) {
    commit(records, "");
  }

  void commit(List<ApiMessage> records, String fencedReason) {
    if (records.isEmpty()) {
      return;
    }
    long cause = context.cause();
    quorum.append(MetadataLog.encode(records, context.nowMs()));
    undecided.addLast(new Decision(endOffset(), cause, fencedReason));
    image = metadata.replay(image, endOffset()).apply(endOffset());
    quorum.replicate();
  }

  /** Replays and tells of what is committed and was not before. */
  private void catchUp(long highWatermark) {
    if (metadata.log().logStartOffset() > committed.endOffset()) {
      committed = metadata.load(); // A snapshot has come in place of the log.
    }
    long from = committed.endOffset();
    for (RecordBatch batch : metadata.log().read(from, highWatermark, Integer.MAX_VALUE)) {
      tellOf(batch);
      giveAnswers();
    }
    if (!active) {
      image = committed;
    }
    giveAnswers();
    takeSnapshotIfDue();
  }

  private void tellOf(RecordBatch batch) {
    long end = batch.nextOffset();
    MetadataDelta delta = metadata.replay(committed, end);
    committed = delta.apply(end);
    @Nullable Decision decision = undecided.peekFirst();
    if (decision != null && decision.endOffset() == end) {
      undecided.removeFirst();
      context.setCause(decision.cause());
    }
    snapshotBytes += batch.sizeBytes();
    List<ApiMessage> records = MetadataLog.decode(batch);
    boolean leads = quorum.leader() == context.self().number();
    if (leads && !records.isEmpty() && chronicle.isNews(end)) {
      String reason = decision == null ? "an earlier controller decided so" : decision.fencedReason;
      events.tell(records, delta, committed, reason);
    }
  }

  private void giveAnswers() {
    long until = committed.endOffset();
    while (!answers.isEmpty() && answers.getFirst().offset() <= until) {
      Answer due = answers.removeFirst();
      due.request().reply(due.response());
    }
  }

  private void takeSnapshotIfDue() {
    long bound = committed.brokerLong(ConfigCatalog.SNAPSHOT_AFTER_BYTES);
    if (snapshotBytes >= bound) {
      snapshotBytes = 0;
      metadata.snapshot(
          committed, quorum.votersForSnapshot(committed.endOffset()), context.nowMs());
      context.emit(new Coordination.SnapshotTaken(committed.endOffset()), Stamped.NO_CAUSE);
    }
  }

  /** The newest state, committed or not. */
  @Override
  public MetadataImage image() {
    return image;
  }

  @Override
  public NodeContext context() {
    return context;
  }

  /** The quorum, as this controller takes part in it. */
  public QuorumMember quorum() {
    return quorum;
  }

  /** Ids of the controllers that vote, as far as this one knows. */
  public List<Integer> voters() {
    return quorum.voters();
  }

  /** Whether this one leads the quorum, as far as it knows. */
  public boolean leadsQuorum() {
    return quorum.leader() == context.self().number();
  }

  /** Seq of the event that explains why the session of a broker goes on no more. */
  long whySessionEnded(int broker) {
    return blame.whySessionEnded(context.self(), NodeId.broker(broker));
  }

  /** Seq of the event that explains why the controller hears a broker again. */
  long whyBack(int broker) {
    return blame.whyBack(context.self(), NodeId.broker(broker));
  }

  @Override
  public PartitionChange.Eligibility eligibility() {
    return eligibility;
  }

  /** Where the next record will stand. */
  @Override
  public long endOffset() {
    return metadata.log().logEndOffset();
  }

  /** A broker config record that sets the default of all brokers. */
  private static ConfigRecord brokerDefault(String key, String value) {
    return new ConfigRecord()
        .setResourceType(ConfigResource.BROKER)
        .setResourceName("")
        .setName(key)
        .setValue(value);
  }
}
