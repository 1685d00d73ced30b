package vivarium.engine.controller;

import java.util.List;
import org.apache.kafka.common.message.AllocateProducerIdsRequestData;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;

/**
 * The process of a controller node. It is the only voter of its quorum, so that what it appends to
 * the metadata log is committed at once.
 */
public final class Controller implements NodeProcess {

  /** Sessions are looked at so often, each time for all brokers. */
  private static final long SESSION_CHECK_NANOS = 100_000_000L;

  private static final int FIRST_TERM = 1;

  private final NodeContext context;
  private final Blame blame;
  private final MetadataLog log;
  private final MetadataEvents events;
  private final Sessions sessions = new Sessions();
  private final BrokerAdmission brokers;
  private final PartitionDecisions partitions;
  private final TopicDecisions topics;
  private final MetadataFetches fetches;
  private final List<ConfigRecord> firstConfigs;
  private MetadataImage image = MetadataImage.EMPTY;
  private int term;

  /**
   * @param firstConfigs what a new cluster's metadata log begins with
   */
  public Controller(NodeContext context, Blame blame, List<ConfigRecord> firstConfigs) {
    this.context = context;
    this.blame = blame;
    this.firstConfigs = firstConfigs;
    this.log = new MetadataLog(context.disk());
    this.events = new MetadataEvents(context);
    this.partitions = new PartitionDecisions(this);
    this.brokers = new BrokerAdmission(this, sessions, partitions);
    this.topics = new TopicDecisions(this, partitions, context.random());
    this.fetches = new MetadataFetches(context, log.log());
  }

  @Override
  public void start() {
    term = Math.max(FIRST_TERM, log.log().latestEpoch() + 1);
    log.log().assignEpochAtEnd(term);
    log.log().setHighWatermark(log.log().logEndOffset());
    image = log.replay(MetadataImage.EMPTY, log.log().logEndOffset()).apply(endOffset());
    context.emit(new Coordination.ControllerElected(term));
    if (endOffset() == 0 && !firstConfigs.isEmpty()) {
      commit(List.copyOf(firstConfigs));
    }
    // Whoever was alive has a whole session to be heard of again.
    image.brokers().values().stream()
        .filter(broker -> !broker.fenced())
        .forEach(broker -> sessions.renew(broker.id(), context.nowNanos()));
    checkSessions();
  }

  private void checkSessions() {
    context.clearCause();
    long timeoutNanos = image.brokerNanos(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
    for (int broker : sessions.expired(context.nowNanos(), timeoutNanos)) {
      brokers.expire(broker);
    }
    context.after(SESSION_CHECK_NANOS, this::checkSessions);
  }

  @Override
  public void receive(Request request) {
    switch (request.body()) {
      case FetchRequestData fetch -> fetches.handle(request, fetch, term);
      case BrokerRegistrationRequestData registration ->
          request.reply(brokers.register(registration));
      case BrokerHeartbeatRequestData heartbeat -> request.reply(brokers.heartbeat(heartbeat));
      case AlterPartitionRequestData alter -> request.reply(partitions.alter(alter));
      case AllocateProducerIdsRequestData allocate ->
          request.reply(brokers.allocateProducerIds(allocate));
      case CreateTopicsRequestData create -> request.reply(topics.create(create));
      case DeleteTopicsRequestData delete -> request.reply(topics.delete(delete));
      case IncrementalAlterConfigsRequestData alter -> request.reply(topics.alterConfigs(alter));
      default ->
          throw new IllegalArgumentException(
              context.self() + " cannot serve " + request.body().getClass().getSimpleName());
    }
  }

  @Override
  public void shutDown() {
    context.exit();
  }

  /** Appends records as one batch, which is then committed, replayed and told of. */
  void commit(List<ApiMessage> records) {
    commit(records, "");
  }

  void commit(List<ApiMessage> records, String fencedReason) {
    if (records.isEmpty()) {
      return;
    }
    RecordBatch batch = MetadataLog.encode(records, context.nowMs());
    log.log().appendAsLeader(batch, term);
    log.log().setHighWatermark(endOffset());
    MetadataDelta delta = log.replay(image, endOffset());
    image = delta.apply(endOffset());
    events.tell(records, delta, image, fencedReason);
    fetches.completeWaiting();
  }

  MetadataImage image() {
    return image;
  }

  NodeContext context() {
    return context;
  }

  /** Seq of the event that explains why the controller no longer hears a broker. */
  long whySilent(int broker) {
    return blame.whySilent(context.self(), NodeId.broker(broker));
  }

  /** Where the next record will stand. */
  long endOffset() {
    return log.log().logEndOffset();
  }

  /** A broker config record that sets the default of all brokers. */
  public static ConfigRecord brokerDefault(String key, String value) {
    return new ConfigRecord()
        .setResourceType(ConfigResource.BROKER)
        .setResourceName("")
        .setName(key)
        .setValue(value);
  }
}
