package vivarium.engine.wire;

import java.util.List;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.protocol.Writable;
import org.apache.kafka.common.protocol.types.RawTaggedField;

/**
 * A message that nodes of this process exchange and that kafka-clients has no class for: those of
 * ZooKeeper, and those of Kafka that went with it. Immutable, and never written to a socket.
 */
public interface OwnMessage extends ApiMessage {

  /** The key of every message that is none of Kafka's today. */
  short API_KEY = -1;

  /** What the window calls it. */
  String apiName();

  /** Roughly what it would take on a wire, without a header. */
  int sizeBytes();

  @Override
  default short apiKey() {
    return API_KEY;
  }

  @Override
  default short lowestSupportedVersion() {
    return 0;
  }

  @Override
  default short highestSupportedVersion() {
    return 0;
  }

  @Override
  default void addSize(MessageSizeAccumulator size, ObjectSerializationCache cache, short version) {
    size.addBytes(sizeBytes());
  }

  @Override
  default void write(Writable writable, ObjectSerializationCache cache, short version) {
    throw new IllegalStateException(apiName() + " never leaves this process");
  }

  @Override
  default void read(Readable readable, short version) {
    throw new IllegalStateException(apiName() + " never comes from outside this process");
  }

  @Override
  default List<RawTaggedField> unknownTaggedFields() {
    return List.of();
  }

  /** Nobody can change it, so that a copy is not needed. */
  @Override
  default Message duplicate() {
    return this;
  }
}
