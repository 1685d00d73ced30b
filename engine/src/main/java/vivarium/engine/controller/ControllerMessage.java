package vivarium.engine.controller;

import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.wire.OwnMessage;

/** What a controller and the brokers said to each other when ZooKeeper coordinated them. */
public sealed interface ControllerMessage extends OwnMessage {

  int SMALL_BYTES = 40;

  @Override
  default int sizeBytes() {
    return SMALL_BYTES;
  }

  /**
   * What Kafka's controller told a broker with LeaderAndIsr, StopReplica and UpdateMetadata: here
   * it is one message with all that there is, so that none depends on the one before.
   *
   * @param brokerEpoch of the broker it is for; an earlier incarnation's is refused
   * @param number grows with each message of one controller
   * @param what the name of the Kafka request that this stands for
   * @param changedBytes roughly what that request would take on a wire
   */
  record Update(
      int controllerId,
      int controllerEpoch,
      long brokerEpoch,
      long number,
      MetadataImage image,
      String what,
      int changedBytes)
      implements ControllerMessage {
    @Override
    public String apiName() {
      return what;
    }

    @Override
    public int sizeBytes() {
      return SMALL_BYTES + changedBytes;
    }
  }

  /** The broker's answer to an update. */
  record Updated(Errors error) implements ControllerMessage {
    @Override
    public String apiName() {
      return "UpdateMetadata";
    }
  }

  /** A broker asks for leave: others are to lead what it leads. */
  record ControlledShutdown(int brokerId, long brokerEpoch) implements ControllerMessage {
    @Override
    public String apiName() {
      return "ControlledShutdown";
    }
  }

  /** It may go. */
  record MayGo(Errors error) implements ControllerMessage {
    @Override
    public String apiName() {
      return "ControlledShutdown";
    }
  }
}
