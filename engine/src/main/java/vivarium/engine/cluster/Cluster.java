package vivarium.engine.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.broker.Broker;
import vivarium.engine.client.HandProducer;
import vivarium.engine.client.Producer;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Feature;
import vivarium.engine.controller.Chronicle;
import vivarium.engine.controller.Controller;
import vivarium.engine.controller.ZnodeChronicle;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.Blame;
import vivarium.engine.ledger.ClientWatch;
import vivarium.engine.ledger.Invariants;
import vivarium.engine.ledger.Ledger;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeHost;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Nodes;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.zookeeper.EnsembleHistory;
import vivarium.engine.zookeeper.EnsembleTimes;
import vivarium.engine.zookeeper.ZooKeeperServer;

/** A cluster in virtual time. Whoever runs its scheduler makes it live. */
public final class Cluster {

  /** Virtual time 0 as record timestamps read it: 2026-01-01T00:00:00Z. */
  public static final long EPOCH_MS = RecordQuery.VIRTUAL_EPOCH_MS;

  private static final long MS = 1_000_000L;

  private final ClusterConfig config;
  private final Brokers brokers;
  private final Controllers controllers;
  private final Causes causes = new Causes();
  private final Scheduler scheduler = new Scheduler(causes);
  private final Journal journal = new Journal(scheduler.clock(), causes);
  private final Blame blame = new Blame(causes::current);
  private final Nodes nodes;
  private final Commands commands;
  private final CommandLog given = new CommandLog();
  private final Removals removals;
  private final TreeMap<String, String> simulationConfigs = new TreeMap<>();
  private final Chronicle chronicle = new Chronicle();
  private final EnsembleHistory history = new EnsembleHistory(new ZnodeChronicle());

  /**
   * @param listener is handed every event, in order
   */
  public Cluster(ClusterConfig config, Endpoints endpoints, Consumer<Stamped> listener) {
    this.config = config;
    this.nodes =
        new Nodes(scheduler, journal, causes, SeededRandom.ofSeed(config.seed()), EPOCH_MS);
    this.brokers = new Brokers(this, config, endpoints);
    this.controllers = new Controllers(this, config);
    this.removals = new Removals(this, brokers);
    Ledger ledger = new Ledger(scheduler, journal, this::log, keepsElr());
    Invariants invariants =
        new Invariants(
            scheduler, journal, this::log, new VotersLogs(), config.coordination(), keepsElr());
    journal.listen(listener);
    journal.listen(blame::note);
    journal.listen(ledger::note);
    journal.listen(invariants::note);
    ClientWatch clients = new ClientWatch(journal, blame, ledger, this::topicName);
    nodes.network().onRequest(clients);
    nodes.network().onAnswer(clients);
    nodes.network().nameTopics(this::topicName);
    this.commands = new Commands(this);
  }

  /**
   * Starts all nodes. The cluster warms up without latency until its topics exist and its groups
   * are stable; then the settings of its profile and its own hold, it is as if it had run for long,
   * and its producers begin.
   */
  public void start() {
    causes.clear();
    List<NodeId> coordinators = coordinatorIds();
    for (NodeId coordinator : coordinators) {
      causes.clear();
      nodes.add(coordinator, this::newCoordinator);
    }
    for (NodeId broker : brokerIds()) {
      causes.clear();
      brokers.install(broker, this::newBroker);
    }
    nodes.add(
        NodeId.CLUSTER, context -> new Operator(context, this::deciders, this::runningBrokers));
    for (NodeId coordinator : coordinators) {
      causes.clear();
      nodes.start(coordinator);
    }
    for (NodeId broker : brokerIds()) {
      causes.clear();
      nodes.start(broker);
    }
    causes.clear();
    nodes.start(NodeId.CLUSTER);
    new WarmUp(this).begin();
  }

  private Broker newBroker(NodeContext context) {
    return new Broker(
        context,
        config.coordination(),
        this::coordinatorIds,
        firstConfigs(),
        config.featureLevels(),
        blame,
        brokers.advertised(context.self().number()));
  }

  private List<NodeId> runningBrokers() {
    return brokerIds().stream().filter(nodes::isRunning).toList();
  }

  /** Who may be the controller. */
  private List<NodeId> deciders() {
    return config.coordination() == CoordinationMode.KRAFT ? coordinatorIds() : brokerIds();
  }

  void addBroker(@Nullable String rack, Consumer<CommandResult> done) throws NotNow {
    brokers.add(rack, this::newBroker, done);
  }

  void addController(Consumer<CommandResult> done) throws NotNow {
    controllers.add(this::newCoordinator, done);
  }

  Controllers controllers() {
    return controllers;
  }

  Removals removals() {
    return removals;
  }

  private NodeProcess newCoordinator(NodeContext context) {
    return switch (config.coordination()) {
      case KRAFT ->
          new Controller(
              context,
              blame,
              chronicle,
              config.controllerIds(),
              controllers::numbers,
              firstConfigs(),
              keepsElr());
      case ZOOKEEPER ->
          new ZooKeeperServer(context, blame, config.controllerIds(), ensembleTimes(), history);
    };
  }

  private boolean keepsElr() {
    return config.levelOf(Feature.ELIGIBLE_LEADER_REPLICAS) > 0;
  }

  private EnsembleTimes ensembleTimes() {
    return EnsembleTimes.forSessionsOf(
        Long.parseLong(firstConfig(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS)) * MS,
        Long.parseLong(firstConfig(ConfigCatalog.SNAPSHOT_AFTER_BYTES)));
  }

  private String firstConfig(String key) {
    return firstConfigs()
        .getOrDefault(key, ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).kafkaDefault());
  }

  private TreeMap<String, String> firstConfigs() {
    TreeMap<String, String> configs = new TreeMap<>(config.profile().brokerConfigs());
    configs.putAll(config.brokerConfigs());
    return configs;
  }

  /**
   * Applies the profile's settings of the simulation, and the config's own over them; what a
   * command has set already stays.
   */
  void applySimulationConfigs() {
    TreeMap<String, String> configs = new TreeMap<>(config.profile().simulationConfigs());
    configs.putAll(config.simulationConfigs());
    configs.putAll(simulationConfigs);
    configs.forEach(this::setSimulationConfig);
  }

  void setSimulationConfig(String key, String value) {
    simulationConfigs.put(key, value);
    long number = Long.parseLong(value);
    switch (key) {
      case ConfigCatalog.LINK_LATENCY_MS -> nodes.network().links().setLatencyNanos(number * MS);
      case ConfigCatalog.NETWORK_BYTES_PER_SECOND ->
          nodes.network().links().setBytesPerSecond(number);
      case ConfigCatalog.DISK_WRITE_LATENCY_MS -> nodes.setDiskWriteLatencyNanos(number * MS);
      case ConfigCatalog.DISK_FLUSH_INTERVAL_MS -> nodes.setDiskFlushIntervalNanos(number * MS);
      case ConfigCatalog.DISK_BYTES_PER_SECOND -> nodes.setDiskBytesPerSecond(number);
      default -> throw new IllegalArgumentException("no setting of the simulation: " + key);
    }
    journal.emit(
        NodeId.CLUSTER,
        new Metadata.ConfigChanged(Metadata.ConfigScope.SIMULATION, "", key, value),
        Stamped.NO_CAUSE);
  }

  void addProducer(ProducerSettings settings) {
    causes.clear();
    NodeId id = NodeId.producer(settings.clientId());
    nodes.add(id, context -> new Producer(context, blame, this::brokerIds, settings));
    journal.emit(id, new Client.ProducerAdded(settings));
    nodes.start(id);
  }

  /** Adds the client that sends what a person writes. */
  NodeHost addHandProducer(ProducerSettings settings) {
    NodeId id = NodeId.producer(settings.clientId());
    nodes.add(id, context -> new HandProducer(context, blame, brokerIds()));
    journal.emit(id, new Client.ProducerAdded(settings));
    nodes.start(id);
    return Objects.requireNonNull(nodes.find(id));
  }

  void addConsumer(ConsumerSettings settings) {
    causes.clear();
    NodeId id = NodeId.consumer(settings.clientId());
    nodes.add(
        id,
        context -> new vivarium.engine.client.Consumer(context, blame, this::brokerIds, settings));
    journal.emit(id, new Client.ConsumerAdded(settings));
    nodes.start(id);
  }

  /** Carries out a command now; {@code done} is told what became of it, perhaps later. */
  public void carryOut(Command command, Consumer<CommandResult> done) {
    carryOut(command, false, done);
  }

  /** As above, because a step of the scenario that is played asks for it. */
  public void carryOutStep(Command command, Consumer<CommandResult> done) {
    carryOut(command, true, done);
  }

  private void carryOut(Command command, boolean ofStep, Consumer<CommandResult> done) {
    causes.clear();
    long now = scheduler.nowNanos();
    boolean settled = scheduler.nextAtNanos() > now;
    Consumer<CommandResult> noted =
        given.add(now, journal.lastSeq(), scheduler.ranNow(), settled, ofStep, command);
    commands.carryOut(command, noted.andThen(done));
  }

  /** The commands it was given. */
  public CommandLog given() {
    return given;
  }

  /** Reads records from a replica's log; the cluster goes on as if nobody had looked. */
  public RecordPage read(RecordQuery query) {
    return new RecordReading(this).read(query);
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public Journal journal() {
    return journal;
  }

  public Nodes nodes() {
    return nodes;
  }

  /** What is done next was caused by nothing that was done before. */
  void beginAfresh() {
    causes.clear();
  }

  /** What is done next was caused by the event of this seq. */
  void becauseOf(long seq) {
    causes.set(seq);
  }

  ClusterConfig config() {
    return config;
  }

  /** The operator's process. */
  Operator operator() {
    NodeHost host = nodes.find(NodeId.CLUSTER);
    if (host == null || !(host.process() instanceof Operator operator)) {
      throw new IllegalStateException("the cluster has not been started");
    }
    return operator;
  }

  /** The name of a topic, as far as a running broker knows the id; or null. */
  public @Nullable String topicName(Uuid topicId) {
    for (NodeId id : brokerIds()) {
      Broker broker = broker(id.number());
      TopicImage topic = broker == null ? null : broker.image().topic(topicId);
      if (topic != null) {
        return topic.name();
      }
    }
    return null;
  }

  /** Every broker, in order of id. */
  public List<NodeId> brokerIds() {
    return brokers.ids();
  }

  /** Every controller of the quorum, or server of the ensemble, in order of id. */
  public List<NodeId> coordinatorIds() {
    return controllers.ids();
  }

  /** The running process of a controller, or null. */
  public @Nullable Controller controller(int id) {
    NodeHost host = nodes.find(NodeId.controller(id));
    return host != null && host.process() instanceof Controller controller ? controller : null;
  }

  /** The running process of a broker, or null. */
  public @Nullable Broker broker(int id) {
    NodeHost host = nodes.find(NodeId.broker(id));
    return host != null && host.process() instanceof Broker broker ? broker : null;
  }

  /** The newest metadata that any running broker has; empty if none runs. */
  MetadataImage metadata() {
    return brokerIds().stream()
        .map(id -> broker(id.number()))
        .filter(Objects::nonNull)
        .map(Broker::image)
        .max(Comparator.comparingLong(MetadataImage::endOffset))
        .orElse(MetadataImage.EMPTY);
  }

  /** The log of a partition on a broker's disk, running or not; null if it holds none. */
  public @Nullable PartitionLog log(int broker, TopicPartition partition) {
    NodeHost host = nodes.find(NodeId.broker(broker));
    return host == null ? null : host.disk().log(partition);
  }

  /** Whether the others that coordinate are a majority, run, and hold all that is committed. */
  boolean canDoWithout(NodeId coordinator) {
    long committed = metadataLogs().stream().mapToLong(PartitionLog::highWatermark).max().orElse(0);
    long holders =
        coordinatorIds().stream()
            .filter(id -> !id.equals(coordinator) && nodes.isRunning(id))
            .map(nodes::find)
            .filter(
                host -> {
                  PartitionLog log = host == null ? null : host.disk().log(metadataLog());
                  return log != null && log.logEndOffset() >= committed;
                })
            .count();
    return holders > coordinatorIds().size() / 2;
  }

  private TopicPartition metadataLog() {
    return config.coordination() == CoordinationMode.KRAFT
        ? MetadataLog.PARTITION
        : ZooKeeperServer.LOG;
  }

  /** The metadata log on each controller's disk, or the servers' transaction log. */
  private List<PartitionLog> metadataLogs() {
    List<PartitionLog> logs = new ArrayList<>();
    for (NodeId id : coordinatorIds()) {
      NodeHost host = nodes.find(id);
      PartitionLog log = host == null ? null : host.disk().log(metadataLog());
      if (log != null) {
        logs.add(log);
      }
    }
    return logs;
  }

  /** Who votes, and what they have. */
  private final class VotersLogs implements Invariants.Quorum {
    @Override
    public List<Integer> voters(NodeId leader) {
      Controller controller = leader.isController() ? controller(leader.number()) : null;
      return controller == null ? controllers.numbers() : controller.voters();
    }

    @Override
    public @Nullable PartitionLog log(int voter) {
      return controllers.ids().stream()
          .filter(id -> id.number() == voter)
          .findFirst()
          .map(nodes::find)
          .map(host -> host.disk().log(metadataLog()))
          .orElse(null);
    }
  }

  /** Every partition that any broker's disk holds, apart from the metadata log. */
  public List<TopicPartition> partitionsOnDisks() {
    TreeSet<TopicPartition> partitions = new TreeSet<>(Comparator.naturalOrder());
    for (NodeId id : brokerIds()) {
      NodeHost host = nodes.find(id);
      if (host != null) {
        partitions.addAll(host.disk().logs().keySet());
      }
    }
    partitions.remove(MetadataLog.PARTITION);
    return List.copyOf(partitions);
  }
}
