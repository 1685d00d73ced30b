package vivarium.engine.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.utils.internals.ByteUtils;

/**
 * Records of the metadata log as bytes, framed as Kafka frames them: frame version, type, version
 * of the type, each an unsigned varint, then the message ({@code MetadataRecordSerde}).
 */
public final class MetadataRecordCodec {

  private static final int FRAME_VERSION = 1;

  private MetadataRecordCodec() {}

  public static byte[] encode(ApiMessage record) {
    ObjectSerializationCache cache = new ObjectSerializationCache();
    short version = record.highestSupportedVersion();
    MessageSizeAccumulator size = new MessageSizeAccumulator();
    record.addSize(size, cache, version);
    int total =
        ByteUtils.sizeOfUnsignedVarint(FRAME_VERSION)
            + ByteUtils.sizeOfUnsignedVarint(record.apiKey())
            + ByteUtils.sizeOfUnsignedVarint(version)
            + size.totalSize();
    ByteBuffer buffer = ByteBuffer.allocate(total);
    ByteUtils.writeUnsignedVarint(FRAME_VERSION, buffer);
    ByteUtils.writeUnsignedVarint(record.apiKey(), buffer);
    ByteUtils.writeUnsignedVarint(version, buffer);
    record.write(new ByteBufferAccessor(buffer), cache, version);
    return buffer.array();
  }

  /**
   * Reads a record back.
   *
   * @throws IllegalArgumentException if the frame is of another version
   */
  public static ApiMessage decode(byte[] bytes) {
    Readable reader = new ByteBufferAccessor(ByteBuffer.wrap(bytes));
    int frameVersion = reader.readUnsignedVarint();
    if (frameVersion != FRAME_VERSION) {
      throw new IllegalArgumentException(
          "metadata record of frame version %d where %d is known"
              .formatted(frameVersion, FRAME_VERSION));
    }
    short apiKey = (short) reader.readUnsignedVarint();
    short version = (short) reader.readUnsignedVarint();
    ApiMessage record = MetadataRecordType.fromId(apiKey).newMetadataRecord();
    record.read(reader, version);
    return record;
  }
}
