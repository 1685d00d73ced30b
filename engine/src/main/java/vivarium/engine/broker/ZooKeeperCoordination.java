package vivarium.engine.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.broker.handler.ApiHandler;
import vivarium.engine.broker.handler.ForwardToControllerHandler;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.controller.ControllerMessage;
import vivarium.engine.controller.ZooKeeperController;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;
import vivarium.engine.wire.ErrorResponses;
import vivarium.engine.znodes.ZnodeData;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.WatchEvent;
import vivarium.engine.zookeeper.ZkError;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZkResult;
import vivarium.engine.zookeeper.ZooKeeperClient;

/**
 * With ZooKeeper: the broker is there while its session holds its ephemeral znode, learns from the
 * controller what it leads and follows, and may itself be the controller. A broker whose session is
 * over goes on with what it knows until it has another. Source: Kafka's {@code KafkaServer}, up to
 * 3.9.
 */
final class ZooKeeperCoordination implements Coordination {

  private static final long RETRY_NANOS = 200_000_000L;
  private static final long SHUTDOWN_TIMEOUT_NANOS = 5_000_000_000L;

  private final NodeContext context;
  private final Advertised advertised;
  private final SortedMap<String, String> configsAtStart;
  private final MetadataListener listener;
  private final ZooKeeperClient zookeeper;
  private final ZooKeeperController controller;
  private final ZnodeIsrWriter isrs;
  private final ControllerChannel channel;
  private final ApiHandler forwarding;
  private MetadataImage image = MetadataImage.EMPTY;
  private long brokerEpoch = -1;
  private boolean registered;
  private int controllerId = -1;
  private int controllerEpoch;
  private long lastUpdate;

  /**
   * @param servers of the ensemble
   * @param configsAtStart broker configs that a new cluster begins with
   */
  ZooKeeperCoordination(
      NodeContext context,
      List<NodeId> servers,
      SortedMap<String, String> configsAtStart,
      Advertised advertised,
      MetadataListener listener) {
    this.context = context;
    this.advertised = advertised;
    this.configsAtStart = configsAtStart;
    this.listener = listener;
    this.zookeeper = new ZooKeeperClient(context, servers, this::sessionTimeoutMs, new Session());
    this.controller = new ZooKeeperController(context, zookeeper, new ControllersHost());
    this.isrs = new ZnodeIsrWriter(zookeeper, this::image, () -> controllerEpoch);
    this.channel = new ControllerChannel(context, this::controller);
    this.forwarding = new ForwardToControllerHandler(channel);
  }

  private int sessionTimeoutMs() {
    String atStart = configsAtStart.get(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS);
    String value =
        image != MetadataImage.EMPTY
            ? image.brokerConfig(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS)
            : atStart != null
                ? atStart
                : ConfigCatalog.get(
                        ConfigSpec.Scope.BROKER, ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS)
                    .kafkaDefault();
    return Integer.parseInt(value);
  }

  @Override
  public void start() {
    zookeeper.start();
  }

  /** What befalls the session. */
  private final class Session implements ZooKeeperClient.Listener {
    @Override
    public void connected(boolean newSession) {
      isrs.connected();
      if (registered) {
        controller.connected();
      } else {
        register();
      }
    }

    @Override
    public void disconnected() {
      // The session may go on elsewhere; until it does, the broker goes on with what it knows.
    }

    @Override
    public void expired() {
      registered = false;
      controller.expired();
    }

    @Override
    public void happened(WatchEvent event) {
      controller.happened(event);
    }
  }

  /** All of it or none: a broker that dies meanwhile leaves nothing half made. */
  private void createTopLevel() {
    List<ZkOp.Write> creates = new ArrayList<>();
    for (String path : ZnodePaths.TOP_LEVEL) {
      creates.add(ZkOp.Create.persistent(path, ""));
    }
    creates.add(ZkOp.Create.persistent(ZnodePaths.CONTROLLER_EPOCH, "0"));
    creates.add(
        ZkOp.Create.persistent(
            ZnodePaths.BROKER_DEFAULTS,
            ZnodeData.write(new ZnodeData.Configs(1, new TreeMap<>(configsAtStart)))));
    zookeeper.submit(new ZkOp.Multi(creates), unused -> {});
  }

  private void register() {
    long session = zookeeper.sessionId();
    String path = ZnodePaths.broker(context.self().number());
    String data =
        ZnodeData.write(
            new ZnodeData.Broker(5, advertised.host(), advertised.port(), advertised.rack()));
    zookeeper.submit(
        ZkOp.Create.ephemeral(path, data),
        created -> {
          if (created.isOk()) {
            registered(created);
          } else if (created.error() == ZkError.NO_NODE) {
            createTopLevel(); // The first broker of a new cluster.
            register();
          } else if (created.error() == ZkError.NODE_EXISTS) {
            zookeeper.submit(
                new ZkOp.GetData(path, false), found -> foundRegistered(session, found));
          }
          // Otherwise the connection is lost, and with the next one it is tried again.
        });
  }

  /** Its own from before the connection broke, or that of the process before it, which must go. */
  private void foundRegistered(long session, ZkResult found) {
    if (found.isOk() && found.stat().ephemeralOwner() == session) {
      registered(found);
    } else if (found.isOk() || found.error() == ZkError.NO_NODE) {
      context.after(
          RETRY_NANOS,
          () -> {
            if (!registered && zookeeper.isConnected() && zookeeper.sessionId() == session) {
              register();
            }
          });
    }
  }

  private void registered(ZkResult znode) {
    registered = true;
    brokerEpoch = znode.stat().czxid();
    if (isAdmitted(image)) {
      // The controller was quicker to tell of the registration than ZooKeeper.
      listener.metadataChanged(MetadataDelta.between(image, image), image);
    }
    controller.elect();
  }

  @Override
  public boolean handle(Request request) {
    switch (request.body()) {
      case ControllerMessage.Update update ->
          request.reply(new ControllerMessage.Updated(take(update)));
      case ControllerMessage.ControlledShutdown unused -> controller.handle(request);
      default -> {
        return zookeeper.handle(request);
      }
    }
    return true;
  }

  /** What this broker is to the controller on it. */
  private final class ControllersHost implements ZooKeeperController.Host {
    @Override
    public void take(ControllerMessage.Update update) {
      if (ZooKeeperCoordination.this.take(update) != Errors.NONE) {
        controller.elect(); // Another controller has been heard of since: sees who it is.
      }
    }

    @Override
    public MetadataImage image() {
      return image;
    }
  }

  private Errors take(ControllerMessage.Update update) {
    if (update.controllerEpoch() < controllerEpoch) {
      return Errors.STALE_CONTROLLER_EPOCH;
    }
    if (update.brokerEpoch() < brokerEpoch) {
      return Errors.STALE_BROKER_EPOCH;
    }
    boolean known = update.controllerEpoch() == controllerEpoch && update.number() <= lastUpdate;
    if (!known) {
      controllerEpoch = update.controllerEpoch();
      controllerId = update.controllerId();
      lastUpdate = update.number();
      MetadataDelta delta = MetadataDelta.between(image, update.image());
      image = update.image();
      listener.metadataChanged(delta, image);
    }
    return Errors.NONE;
  }

  @Override
  public MetadataImage image() {
    return image;
  }

  @Override
  public long brokerEpoch() {
    return brokerEpoch;
  }

  @Override
  public boolean isAdmitted(MetadataImage of) {
    BrokerImage self = of.broker(context.self().number());
    return self != null && self.epoch() == brokerEpoch;
  }

  @Override
  public NodeId controller() {
    int id = controller.activeId() >= 0 ? controller.activeId() : controllerId;
    return NodeId.broker(id >= 0 ? id : context.self().number());
  }

  @Override
  public int controllerIdForClients() {
    return image.broker(controllerId) == null ? -1 : controllerId;
  }

  @Override
  public ControllerChannel channel() {
    return channel;
  }

  /**
   * What the controller decides is refused by every other broker, and clients look for it; only
   * configs can be set anywhere.
   */
  @Override
  public ApiHandler forController() {
    return request -> {
      ApiMessage body = request.body();
      if (body instanceof DescribeQuorumRequestData) {
        request.reply(ErrorResponses.to(body, Errors.UNSUPPORTED_VERSION));
      } else if (body instanceof IncrementalAlterConfigsRequestData && !controller.isActive()) {
        forwarding.handle(request);
      } else {
        controller.handle(request);
      }
    };
  }

  @Override
  public void alterPartition(AlterPartitionRequestData proposal, ResponseHandler handler) {
    isrs.write(proposal, handler);
  }

  /** Asks the controller for leave, then ends the session, and with it the registration. */
  @Override
  public void shutDown() {
    if (brokerEpoch < 0) {
      context.exit();
      return;
    }
    askForLeave(context.nowNanos() + SHUTDOWN_TIMEOUT_NANOS);
  }

  /** Asks until the controller has answered, whoever becomes it meanwhile, or the time is up. */
  private void askForLeave(long deadline) {
    channel.ask(
        "controlled-shutdown",
        new ControllerMessage.ControlledShutdown(context.self().number(), brokerEpoch),
        deadline - context.nowNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            boolean another =
                response instanceof ControllerMessage.MayGo(Errors error)
                    && error == Errors.NOT_CONTROLLER;
            if (another && context.nowNanos() + RETRY_NANOS < deadline) {
              context.after(RETRY_NANOS, () -> askForLeave(deadline));
            } else {
              leave();
            }
          }

          @Override
          public void failed(Failure failure) {
            leave();
          }
        });
  }

  private void leave() {
    context.disk().signCleanShutdown(brokerEpoch);
    zookeeper.close(context::exit);
  }
}
