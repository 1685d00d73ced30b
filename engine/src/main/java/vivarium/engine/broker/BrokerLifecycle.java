package vivarium.engine.broker;

import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.BrokerHeartbeatResponseData;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.common.message.BrokerRegistrationResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.sim.Timer;

/**
 * Registers the broker with the controller, tells it at intervals that it lives, and leaves in an
 * orderly way (Kafka's {@code BrokerLifecycleManager}).
 */
final class BrokerLifecycle {

  private static final long REGISTRATION_RETRY_NANOS = 200_000_000L;
  private static final String LANE = "lifecycle";

  private final HostBroker broker;
  private final NodeContext context;
  private final Advertised advertised;
  private final Uuid incarnationId;
  private final long previousEpoch;
  private long brokerEpoch = -1;
  private boolean wantShutDown;
  private boolean fenced = true;
  private Timer nextHeartbeat;

  BrokerLifecycle(HostBroker broker, Advertised advertised) {
    this.broker = broker;
    this.context = broker.context();
    this.advertised = advertised;
    this.previousEpoch = context.disk().takeCleanShutdownEpoch();
    this.incarnationId = new Uuid(context.random().nextLong(), context.random().nextLong());
    this.nextHeartbeat = context.after(0, this::register);
  }

  long brokerEpoch() {
    return brokerEpoch;
  }

  /** Whether the controller has let this very process in, as far as this image goes. */
  boolean isRegisteredIn(MetadataImage image) {
    BrokerImage known = image.broker(broker.brokerId());
    return known != null && known.incarnationId().equals(incarnationId);
  }

  private Uuid directory() {
    String known = context.disk().directoryId();
    if (known == null) {
      SeededRandom chance = context.random().stream("log directory");
      known = new Uuid(chance.nextLong(), chance.nextLong()).toString();
      context.disk().nameDirectory(known);
    }
    return Uuid.fromString(known);
  }

  private long timeoutNanos() {
    return broker.image().brokerNanos(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
  }

  private void register() {
    var listeners = new BrokerRegistrationRequestData.ListenerCollection();
    listeners.add(
        new BrokerRegistrationRequestData.Listener()
            .setName("PLAINTEXT")
            .setHost(advertised.host())
            .setPort(advertised.port()));
    BrokerRegistrationRequestData request =
        new BrokerRegistrationRequestData()
            .setBrokerId(broker.brokerId())
            .setIncarnationId(incarnationId)
            .setLogDirs(List.of(directory()))
            .setListeners(listeners)
            .setRack(advertised.rack())
            .setPreviousBrokerEpoch(previousEpoch);
    context.request(
        broker.controller(),
        LANE,
        request,
        timeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            BrokerRegistrationResponseData data = (BrokerRegistrationResponseData) response;
            if (data.errorCode() == Errors.NONE.code()) {
              brokerEpoch = data.brokerEpoch();
              heartbeat();
            } else {
              failed(Failure.DISCONNECTED);
            }
          }

          @Override
          public void failed(Failure failure) {
            nextHeartbeat = context.after(REGISTRATION_RETRY_NANOS, BrokerLifecycle.this::register);
          }
        });
  }

  private void heartbeat() {
    BrokerHeartbeatRequestData request =
        new BrokerHeartbeatRequestData()
            .setBrokerId(broker.brokerId())
            .setBrokerEpoch(brokerEpoch)
            .setCurrentMetadataOffset(broker.image().endOffset())
            .setWantShutDown(wantShutDown);
    context.request(
        broker.controller(),
        LANE,
        request,
        timeoutNanos() / 2,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            heartbeatAnswered((BrokerHeartbeatResponseData) response);
          }

          @Override
          public void failed(Failure failure) {
            scheduleHeartbeat(REGISTRATION_RETRY_NANOS);
          }
        });
  }

  private void heartbeatAnswered(BrokerHeartbeatResponseData response) {
    if (response.errorCode() == Errors.STALE_BROKER_EPOCH.code()) {
      // The controller has let in another incarnation, or lost what it knew of this one.
      register();
    } else if (response.errorCode() != Errors.NONE.code()) {
      scheduleHeartbeat(REGISTRATION_RETRY_NANOS); // Another controller is or will be active.
    } else if (response.shouldShutDown()) {
      context.disk().signCleanShutdown(brokerEpoch);
      context.exit();
    } else {
      fenced = response.isFenced();
      boolean inAHurry = wantShutDown || fenced;
      long intervalNanos = broker.image().brokerNanos(ConfigCatalog.BROKER_HEARTBEAT_INTERVAL_MS);
      scheduleHeartbeat(inAHurry ? Math.min(intervalNanos, 100_000_000L) : intervalNanos);
    }
  }

  private void scheduleHeartbeat(long delayNanos) {
    nextHeartbeat.cancel();
    nextHeartbeat =
        context.after(
            delayNanos,
            () -> {
              if (!wantShutDown && !fenced) {
                context.clearCause();
              }
              heartbeat();
            });
  }

  /** Asks the controller for leave; the process ends when it is granted. */
  void beginShutdown() {
    wantShutDown = true;
    if (brokerEpoch < 0) {
      context.exit();
    } else {
      scheduleHeartbeat(0);
    }
  }
}
