package vivarium.engine.broker;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;
import vivarium.engine.broker.handler.ApiHandler;
import vivarium.engine.broker.handler.ApiVersionsHandler;
import vivarium.engine.broker.handler.ConsumerGroupHandlers;
import vivarium.engine.broker.handler.DescribeClusterHandler;
import vivarium.engine.broker.handler.DescribeConfigsHandler;
import vivarium.engine.broker.handler.DescribeTopicPartitionsHandler;
import vivarium.engine.broker.handler.FetchHandler;
import vivarium.engine.broker.handler.FindCoordinatorHandler;
import vivarium.engine.broker.handler.GroupHandlers;
import vivarium.engine.broker.handler.InitProducerIdHandler;
import vivarium.engine.broker.handler.ListOffsetsHandler;
import vivarium.engine.broker.handler.MetadataHandler;
import vivarium.engine.broker.handler.OffsetForLeaderEpochHandler;
import vivarium.engine.broker.handler.OffsetHandlers;
import vivarium.engine.broker.handler.ProduceHandler;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.Blame;
import vivarium.engine.group.GroupCoordinator;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.replica.ReplicaManager;
import vivarium.engine.replica.ReplicaWriter;

/** The process of a broker node: its parts, and which of them answers which request. */
public final class Broker implements NodeProcess, HostBroker {

  private final NodeContext context;
  private final Blame blame;
  private final Coordination coordination;
  private final ReplicaManager replicas;
  private final GroupCoordinator groups;
  private final TreeMap<Short, ApiHandler> handlers = new TreeMap<>();
  private final ArrayDeque<Request> early = new ArrayDeque<>();
  private boolean ready;

  /**
   * @param mode what coordinates the cluster
   * @param coordinators the controllers there are, or the servers of the ensemble
   * @param configsAtStart broker configs that hold until the metadata says otherwise
   */
  public Broker(
      NodeContext context,
      CoordinationMode mode,
      Supplier<List<NodeId>> coordinators,
      SortedMap<String, String> configsAtStart,
      SortedMap<String, Integer> features,
      Blame blame,
      Advertised advertised) {
    this.context = context;
    this.blame = blame;
    this.coordination =
        switch (mode) {
          case KRAFT ->
              new KRaftCoordination(
                  this, coordinators, configsAtStart, advertised, this::metadataChanged);
          case ZOOKEEPER ->
              new ZooKeeperCoordination(
                  context, coordinators.get(), configsAtStart, advertised, this::metadataChanged);
        };
    this.replicas = new ReplicaManager(this);
    ReplicaWriter writer = new ReplicaWriter(this, replicas);
    this.groups = new GroupCoordinator(this, replicas, writer);
    register(writer, features);
    if (mode == CoordinationMode.ZOOKEEPER) {
      on(ApiKeys.ALLOCATE_PRODUCER_IDS, coordination.forController());
    }
  }

  private void register(ReplicaWriter writer, SortedMap<String, Integer> features) {
    TopicCreation topics = new TopicCreation(this);
    on(ApiKeys.API_VERSIONS, new ApiVersionsHandler(this, features));
    on(ApiKeys.PRODUCE, new ProduceHandler(this, replicas, writer));
    on(ApiKeys.FETCH, new FetchHandler(this, replicas));
    on(ApiKeys.LIST_OFFSETS, new ListOffsetsHandler(replicas));
    on(ApiKeys.OFFSET_FOR_LEADER_EPOCH, new OffsetForLeaderEpochHandler(replicas));
    on(ApiKeys.METADATA, new MetadataHandler(this, topics));
    on(ApiKeys.DESCRIBE_CLUSTER, new DescribeClusterHandler(this));
    on(ApiKeys.DESCRIBE_CONFIGS, new DescribeConfigsHandler(this));
    on(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, new DescribeTopicPartitionsHandler(this));
    on(ApiKeys.FIND_COORDINATOR, new FindCoordinatorHandler(this, topics));
    on(ApiKeys.INIT_PRODUCER_ID, new InitProducerIdHandler(this));
    ApiHandler forward = coordination.forController();
    on(ApiKeys.CREATE_TOPICS, forward);
    on(ApiKeys.DELETE_TOPICS, forward);
    on(ApiKeys.INCREMENTAL_ALTER_CONFIGS, forward);
    on(ApiKeys.CREATE_PARTITIONS, forward);
    on(ApiKeys.ALTER_PARTITION_REASSIGNMENTS, forward);
    on(ApiKeys.LIST_PARTITION_REASSIGNMENTS, forward);
    on(ApiKeys.ELECT_LEADERS, forward);
    on(ApiKeys.DESCRIBE_QUORUM, forward);
    GroupHandlers group = new GroupHandlers(groups);
    on(ApiKeys.JOIN_GROUP, group::join);
    on(ApiKeys.SYNC_GROUP, group::sync);
    on(ApiKeys.HEARTBEAT, group::heartbeat);
    on(ApiKeys.LEAVE_GROUP, group::leave);
    on(ApiKeys.LIST_GROUPS, group::list);
    on(ApiKeys.DESCRIBE_GROUPS, group::describe);
    on(ApiKeys.DELETE_GROUPS, group::delete);
    ConsumerGroupHandlers consumers = new ConsumerGroupHandlers(this, groups);
    on(ApiKeys.CONSUMER_GROUP_HEARTBEAT, consumers::heartbeat);
    on(ApiKeys.CONSUMER_GROUP_DESCRIBE, consumers::describe);
    OffsetHandlers offsets = new OffsetHandlers(this, groups);
    on(ApiKeys.OFFSET_COMMIT, offsets::commit);
    on(ApiKeys.OFFSET_FETCH, offsets::fetch);
  }

  private void on(ApiKeys api, ApiHandler handler) {
    handlers.put(api.id, handler);
  }

  @Override
  public void start() {
    coordination.start();
    replicas.start();
  }

  private void metadataChanged(MetadataDelta delta, MetadataImage image) {
    if (ready) {
      take(delta, image);
    } else if (coordination.isAdmitted(image)) {
      replicas.removeStrays(image);
      take(MetadataDelta.between(MetadataImage.EMPTY, image), image);
      begin();
    } else {
      // Before the controller has let this process in, the metadata speaks of the one before it,
      // which may have led with a longer log. Kafka too takes up no role until then.
    }
  }

  private void take(MetadataDelta delta, MetadataImage image) {
    replicas.apply(delta, image);
    groups.metadataChanged(delta, image);
  }

  private void begin() {
    ready = true;
    groups.start();
    while (!early.isEmpty()) {
      serve(early.removeFirst());
    }
  }

  /** Requests that come before the broker has caught up with metadata wait, as in Kafka. */
  @Override
  public void receive(Request request) {
    if (coordination.handle(request)) {
      return;
    }
    if (ready) {
      serve(request);
    } else {
      early.removeIf(Request::isGivenUp);
      early.addLast(request);
    }
  }

  private void serve(Request request) {
    ApiHandler handler = handlers.get(request.body().apiKey());
    if (handler == null) {
      throw new IllegalArgumentException(
          context.self() + " cannot serve " + request.body().getClass().getSimpleName());
    }
    handler.handle(request);
  }

  @Override
  public void shutDown() {
    coordination.shutDown();
  }

  @Override
  public @Nullable String nameOfTopic(Uuid id) {
    TopicImage topic = coordination.image().topic(id);
    return topic == null ? null : topic.name();
  }

  @Override
  public NodeContext context() {
    return context;
  }

  @Override
  public MetadataImage image() {
    return coordination.image();
  }

  @Override
  public long brokerEpoch() {
    return coordination.brokerEpoch();
  }

  @Override
  public NodeId controller() {
    return coordination.controller();
  }

  @Override
  public ControllerChannel controllerChannel() {
    return coordination.channel();
  }

  @Override
  public int controllerIdForClients() {
    return coordination.controllerIdForClients();
  }

  @Override
  public void alterPartition(AlterPartitionRequestData proposal, ResponseHandler handler) {
    coordination.alterPartition(proposal, handler);
  }

  @Override
  public Blame blame() {
    return blame;
  }

  /** The groups this broker coordinates. */
  public GroupCoordinator groups() {
    return groups;
  }

  /** The replicas on this broker, for whoever checks what must hold of them. */
  public ReplicaManager replicas() {
    return replicas;
  }
}
