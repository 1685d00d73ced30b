package vivarium.engine.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.internal.BaseRecords;
import vivarium.engine.log.RecordBatch;

/**
 * A response ready to be written: first its size, so that a buffer can be had, then its bytes,
 * once. Record bytes are copied straight from their batches into that buffer.
 *
 * <p>Source: {@code SendBuilder.buildResponseSend}.
 */
public final class EncodedResponse {

  private static final int LENGTH_PREFIX_BYTES = 4;

  private final ResponseHeaderData header;
  private final short headerVersion;
  private final ApiMessage body;
  private final short bodyVersion;
  private final ObjectSerializationCache cache = new ObjectSerializationCache();
  private final int sizeAfterPrefix;

  private EncodedResponse(
      ResponseHeaderData header, short headerVersion, ApiMessage body, short bodyVersion) {
    this.header = header;
    this.headerVersion = headerVersion;
    this.body = body;
    this.bodyVersion = bodyVersion;
    MessageSizeAccumulator size = new MessageSizeAccumulator();
    header.addSize(size, cache, headerVersion);
    body.addSize(size, cache, bodyVersion);
    this.sizeAfterPrefix = size.totalSize();
  }

  /**
   * Prepares the response to a request of the given API and version.
   *
   * @param body the response, which the caller gives away: records that are null become empty ones
   * @throws RuntimeException if the body has a field that the version cannot carry
   */
  public static EncodedResponse of(
      short apiKey, short apiVersion, int correlationId, ApiMessage body) {
    ApiKeys api = ApiKeys.forId(apiKey);
    short bodyVersion = apiVersion;
    if (api == ApiKeys.API_VERSIONS && !ServedApis.serves(apiKey, apiVersion)) {
      // A client newer than we are can read version 0 of this answer, and nothing else.
      bodyVersion = 0;
    }
    if (body instanceof FetchResponseData fetch) {
      replaceNullRecords(fetch);
    }
    return new EncodedResponse(
        new ResponseHeaderData().setCorrelationId(correlationId),
        // For ApiVersions it is 0 in every version, as the client cannot know ours yet (KIP-511).
        api.messageType.responseHeaderVersion(bodyVersion),
        body,
        bodyVersion);
  }

  /** librdkafka refuses null where the protocol allows it. */
  private static void replaceNullRecords(FetchResponseData fetch) {
    for (FetchResponseData.FetchableTopicResponse topic : fetch.responses()) {
      for (FetchResponseData.PartitionData partition : topic.partitions()) {
        if (partition.records() == null) {
          partition.setRecords(BatchRecords.EMPTY);
        }
      }
    }
  }

  /** Bytes of the whole frame, its length prefix included. */
  public int sizeBytes() {
    return LENGTH_PREFIX_BYTES + sizeAfterPrefix;
  }

  /**
   * Writes the whole frame.
   *
   * @param buffer with room for {@link #sizeBytes} at its position, which moves past the frame
   */
  public void writeTo(ByteBuffer buffer) {
    int start = buffer.position();
    buffer.putInt(sizeAfterPrefix);
    Writer writer = new Writer(buffer);
    header.write(writer, cache, headerVersion);
    body.write(writer, cache, bodyVersion);
    int written = buffer.position() - start;
    if (written != sizeBytes()) {
      throw new IllegalStateException(
          "%s wrote %d bytes where %d were counted"
              .formatted(body.getClass().getSimpleName(), written, sizeBytes()));
    }
  }

  /** The frame in a buffer of its own, ready to be read. */
  public ByteBuffer toByteBuffer() {
    ByteBuffer buffer = ByteBuffer.allocate(sizeBytes());
    writeTo(buffer);
    return buffer.flip();
  }

  /** Kafka's writer, which also knows our batches. */
  private static final class Writer extends ByteBufferAccessor {
    Writer(ByteBuffer buffer) {
      super(buffer);
    }

    @Override
    public void writeRecords(BaseRecords records) {
      if (records instanceof BatchRecords shared) {
        for (RecordBatch batch : shared.batches()) {
          batch.writeTo(buffer());
        }
      } else {
        super.writeRecords(records);
      }
    }
  }
}
