package vivarium.engine.controller;

import java.util.TreeMap;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;

/**
 * Tells every live broker what the controller has decided, one message at a time to each, and again
 * until it has answered (Kafka's {@code ControllerChannelManager}). The broker that the controller
 * is on is told without a message.
 */
final class BrokerUpdates {

  private static final String LANE = "controller";
  private static final long RETRY_NANOS = 100_000_000L;
  private static final int BYTES_PER_PARTITION = 60;

  private final NodeContext context;
  private final int controllerEpoch;
  private final BrokerSide own;
  private final TreeMap<Integer, Channel> channels = new TreeMap<>();
  private MetadataImage image = MetadataImage.EMPTY;
  private long number;
  private boolean over;

  /** The broker that the controller is on. */
  interface BrokerSide {
    void take(ControllerMessage.Update update);
  }

  private static final class Channel {
    final long brokerEpoch;
    MetadataImage told = MetadataImage.EMPTY;
    boolean asking;

    Channel(long brokerEpoch) {
      this.brokerEpoch = brokerEpoch;
    }
  }

  BrokerUpdates(NodeContext context, int controllerEpoch, BrokerSide own) {
    this.context = context;
    this.controllerEpoch = controllerEpoch;
    this.own = own;
  }

  /** This is how things stand from now on. */
  void tell(MetadataImage now) {
    image = now;
    channels.keySet().retainAll(now.brokers().keySet());
    for (BrokerImage broker : now.brokers().values()) {
      Channel known = channels.get(broker.id());
      if (known == null || known.brokerEpoch != broker.epoch()) {
        channels.put(broker.id(), new Channel(broker.epoch()));
      }
    }
    channels.forEach(this::send);
  }

  /** The controller is none any more: whatever was not told stays untold. */
  void end() {
    over = true;
  }

  private void send(int broker, Channel channel) {
    if (over || channel.asking || channel.told == image || channels.get(broker) != channel) {
      return;
    }
    ControllerMessage.Update update = update(broker, channel);
    if (broker == context.self().number()) {
      channel.told = update.image();
      own.take(update);
      return;
    }
    channel.asking = true;
    context.request(
        NodeId.broker(broker),
        LANE,
        update,
        timeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            channel.asking = false;
            if (response instanceof ControllerMessage.Updated(Errors error)
                && error == Errors.NONE) {
              channel.told = update.image();
              send(broker, channel);
            }
            // A stale epoch: this controller, or this incarnation of the broker, is of the past.
          }

          @Override
          public void failed(Failure failure) {
            channel.asking = false;
            context.after(RETRY_NANOS, () -> send(broker, channel));
          }
        });
  }

  private long timeoutNanos() {
    return image.brokerNanos(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS);
  }

  private ControllerMessage.Update update(int broker, Channel channel) {
    MetadataDelta delta = MetadataDelta.between(channel.told, image);
    int changed = 0;
    boolean itsOwn = false;
    for (TopicPartition id : delta.changedPartitions()) {
      changed++;
      itsOwn |= isReplica(broker, image, id) || isReplica(broker, channel.told, id);
    }
    return new ControllerMessage.Update(
        context.self().number(),
        controllerEpoch,
        channel.brokerEpoch,
        ++number,
        image,
        itsOwn ? "LeaderAndIsr" : "UpdateMetadata",
        changed * BYTES_PER_PARTITION);
  }

  private static boolean isReplica(int broker, MetadataImage in, TopicPartition id) {
    PartitionState state = in.partition(id);
    return state != null && state.replicas().contains(broker);
  }
}
