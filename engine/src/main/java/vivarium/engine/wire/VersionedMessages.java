package vivarium.engine.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/**
 * Messages as bytes behind a two-byte number: the version, as in the consumer protocol and in the
 * values of {@code __consumer_offsets}, or the record's type, as in that topic's keys.
 */
public final class VersionedMessages {

  private VersionedMessages() {}

  /** A message of the consumer protocol or a value of a coordinator's record. */
  public static byte[] encode(Message message, short version) {
    return encode(version, message, version);
  }

  /** A key of a coordinator's record: its type stands where a value has its version. */
  public static byte[] encodeKey(ApiMessage key) {
    return encode(key.apiKey(), key, (short) 0);
  }

  private static byte[] encode(short prefix, Message message, short version) {
    ObjectSerializationCache cache = new ObjectSerializationCache();
    MessageSizeAccumulator size = new MessageSizeAccumulator();
    message.addSize(size, cache, version);
    ByteBuffer buffer = ByteBuffer.allocate(Short.BYTES + size.totalSize());
    buffer.putShort(prefix);
    message.write(new ByteBufferAccessor(buffer), cache, version);
    return buffer.array();
  }

  /** The two-byte number a message begins with. */
  public static short prefixOf(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort();
  }

  /** Reads a message whose prefix is its version, into an empty one; returns that one. */
  public static <M extends Message> M decode(byte[] bytes, M into) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    short version = buffer.getShort();
    into.read(
        new ByteBufferAccessor(buffer),
        version > into.highestSupportedVersion() ? into.highestSupportedVersion() : version);
    return into;
  }

  /** Reads a key whose prefix is its type, into an empty one; returns that one. */
  public static <M extends Message> M decodeKey(byte[] bytes, M into) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.getShort();
    into.read(new ByteBufferAccessor(buffer), (short) 0);
    return into;
  }
}
