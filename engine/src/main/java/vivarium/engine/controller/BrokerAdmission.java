package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.BrokerHeartbeatResponseData;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.common.message.BrokerRegistrationResponseData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.Stamped;
import vivarium.engine.metadata.BrokerImage;

/** Lets brokers in, watches that they live, fences them when they do not, and lets them go. */
final class BrokerAdmission {

  private static final byte FENCE = 1;
  private static final byte UNFENCE = -1;
  private static final byte IN_CONTROLLED_SHUTDOWN = 1;

  private final Controller controller;
  private final Sessions sessions;
  private final PartitionDecisions partitions;

  BrokerAdmission(Controller controller, Sessions sessions, PartitionDecisions partitions) {
    this.controller = controller;
    this.sessions = sessions;
    this.partitions = partitions;
  }

  BrokerRegistrationResponseData register(BrokerRegistrationRequestData request) {
    BrokerRegistrationResponseData response = new BrokerRegistrationResponseData();
    int id = request.brokerId();
    BrokerImage old = controller.image().broker(id);
    if (old != null && !old.fenced() && !old.incarnationId().equals(request.incarnationId())) {
      long timeoutNanos = controller.image().brokerNanos(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
      if (sessions.silentNanos(id, controller.context().nowNanos()) < timeoutNanos) {
        return response.setErrorCode(Errors.DUPLICATE_BROKER_REGISTRATION.code());
      }
    }
    List<ApiMessage> records = new ArrayList<>();
    boolean clean = old != null && request.previousBrokerEpoch() == old.epoch();
    if (old != null && !request.logDirs().containsAll(old.logDirs())) {
      partitions.afterDiskLost(id, records);
    } else if (old != null && !clean) {
      partitions.afterUncleanShutdown(id, records);
    }
    long epoch = controller.endOffset() + records.size();
    RegisterBrokerRecord.BrokerEndpointCollection endPoints =
        new RegisterBrokerRecord.BrokerEndpointCollection();
    request
        .listeners()
        .forEach(
            listener ->
                endPoints.add(
                    new RegisterBrokerRecord.BrokerEndpoint()
                        .setName(listener.name())
                        .setHost(listener.host())
                        .setPort(listener.port())
                        .setSecurityProtocol(listener.securityProtocol())));
    records.add(
        new RegisterBrokerRecord()
            .setBrokerId(id)
            .setBrokerEpoch(epoch)
            .setIncarnationId(request.incarnationId())
            .setEndPoints(endPoints)
            .setLogDirs(request.logDirs())
            .setRack(request.rack())
            .setFenced(true));
    controller.commit(records);
    sessions.renew(id, controller.context().nowNanos());
    return response.setBrokerEpoch(epoch);
  }

  /** Forgets a broker that is gone for good. Source: Kafka's {@code unregisterBroker}. */
  UnregisterBrokerResponseData unregister(UnregisterBrokerRequestData request) {
    UnregisterBrokerResponseData response = new UnregisterBrokerResponseData();
    BrokerImage broker = controller.image().broker(request.brokerId());
    if (broker == null) {
      return response
          .setErrorCode(Errors.BROKER_ID_NOT_REGISTERED.code())
          .setErrorMessage("Broker ID %d is not registered.".formatted(request.brokerId()));
    }
    List<ApiMessage> records = new ArrayList<>();
    partitions.withoutBroker(broker.id(), records);
    records.add(
        new UnregisterBrokerRecord().setBrokerId(broker.id()).setBrokerEpoch(broker.epoch()));
    controller.commit(records);
    sessions.forget(broker.id());
    return response;
  }

  BrokerHeartbeatResponseData heartbeat(BrokerHeartbeatRequestData request) {
    BrokerHeartbeatResponseData response = new BrokerHeartbeatResponseData();
    int id = request.brokerId();
    BrokerImage broker = controller.image().broker(id);
    if (broker == null || broker.epoch() != request.brokerEpoch()) {
      return response.setErrorCode(Errors.STALE_BROKER_EPOCH.code());
    }
    sessions.touch(id, controller.context().nowNanos(), request.currentMetadataOffset());
    boolean caughtUp = request.currentMetadataOffset() > broker.epoch();
    if (request.wantShutDown()) {
      return response
          .setIsCaughtUp(caughtUp)
          .setIsFenced(broker.fenced())
          .setShouldShutDown(controlledShutdown(broker));
    }
    if (broker.fenced() && caughtUp && !request.wantFence()) {
      unfence(broker);
    } else if (!broker.fenced() && request.wantFence()) {
      fence(broker, "it asked to be fenced");
    }
    BrokerImage now = controller.image().existingBroker(id);
    return response.setIsCaughtUp(caughtUp).setIsFenced(now.fenced());
  }

  /** Moves leaderships away; the broker may go when every other knows of it. */
  private boolean controlledShutdown(BrokerImage broker) {
    if (!broker.inControlledShutdown()) {
      List<ApiMessage> records = new ArrayList<>();
      records.add(
          new BrokerRegistrationChangeRecord()
              .setBrokerId(broker.id())
              .setBrokerEpoch(broker.epoch())
              .setInControlledShutdown(IN_CONTROLLED_SHUTDOWN));
      partitions.withoutBroker(broker.id(), records);
      controller.commit(records);
      sessions.beginShutdown(broker.id(), controller.endOffset());
    } else if (sessions.shutdownOffset(broker.id()) < 0) {
      // Another controller began it; what that one decided last is not known here.
      sessions.beginShutdown(broker.id(), controller.endOffset());
    }
    List<Integer> others =
        controller.image().brokers().values().stream()
            .filter(BrokerImage::isActive)
            .map(BrokerImage::id)
            .toList();
    boolean mayGo = sessions.leastMetadataOffset(others) >= sessions.shutdownOffset(broker.id());
    BrokerImage now = controller.image().broker(broker.id());
    if (mayGo && now != null && !now.fenced()) {
      fence(now, "controlled shutdown");
    }
    return mayGo;
  }

  private void unfence(BrokerImage broker) {
    if (controller.context().cause() == Stamped.NO_CAUSE) {
      controller.context().setCause(controller.whyBack(broker.id()));
    }
    List<ApiMessage> records = new ArrayList<>();
    records.add(
        new BrokerRegistrationChangeRecord()
            .setBrokerId(broker.id())
            .setBrokerEpoch(broker.epoch())
            .setFenced(UNFENCE));
    partitions.withBroker(broker.id(), records);
    controller.commit(records);
  }

  private void fence(BrokerImage broker, String reason) {
    List<ApiMessage> records = new ArrayList<>();
    records.add(
        new BrokerRegistrationChangeRecord()
            .setBrokerId(broker.id())
            .setBrokerEpoch(broker.epoch())
            .setFenced(FENCE));
    partitions.withoutBroker(broker.id(), records);
    controller.commit(records, reason);
  }

  /** The broker's session is over. */
  void expire(int id) {
    @Nullable BrokerImage broker = controller.image().broker(id);
    if (broker == null || broker.fenced()) {
      return;
    }
    long silentMs = sessions.silentNanos(id, controller.context().nowNanos()) / 1_000_000;
    controller.context().setCause(controller.whySessionEnded(id));
    fence(
        broker,
        "no heartbeat for %d ms (%s=%s)"
            .formatted(
                silentMs,
                ConfigCatalog.BROKER_SESSION_TIMEOUT_MS,
                controller.image().brokerConfig(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS)));
  }
}
