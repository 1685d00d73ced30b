package vivarium.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where clients are known to trip over a server that only reads the protocol guide. */
class WireTrapsTest {

  private static final short NEWER = (short) (ServedApis.get(ApiKeys.API_VERSIONS).max() + 1);

  @Test
  void anApiVersionsOfTheFutureIsAnsweredInVersionZeroWithOurRange() throws Exception {
    DecodedRequest request =
        DecodedRequest.decode(frame(ApiKeys.API_VERSIONS, NEWER, new byte[] {1, 2, 3, 4, 5, 6, 7}));
    assertThat(request.apiVersion()).isEqualTo(NEWER);

    ApiVersionsResponseData answer =
        ApiVersionsAnswer.to(request.apiVersion(), (ApiVersionsRequestData) request.body());
    ByteBuffer frame = EncodedResponse.of(request.apiKey(), NEWER, 42, answer).toByteBuffer();

    assertThat(frame.getInt()).isEqualTo(frame.remaining());
    assertThat(frame.getInt()).as("correlation id, and no tags after it").isEqualTo(42);
    ApiVersionsResponseData read =
        new ApiVersionsResponseData(new ByteBufferAccessor(frame), (short) 0);
    assertThat(read.errorCode()).isEqualTo(Errors.UNSUPPORTED_VERSION.code());
    assertThat(read.apiKeys()).hasSize(1);
    assertThat(read.apiKeys().find(ApiKeys.API_VERSIONS.id).maxVersion())
        .isEqualTo((short) (NEWER - 1));
    assertThat(frame.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(shorts = {0, 1, 2, 3, 4})
  void apiVersionsTellsExactlyWhatIsServed(short version) {
    ApiVersionsRequestData request =
        new ApiVersionsRequestData().setClientSoftwareName("test").setClientSoftwareVersion("1.0");
    ApiVersionsResponseData answer = ApiVersionsAnswer.to(version, request);

    assertThat(answer.errorCode()).isEqualTo(Errors.NONE.code());
    assertThat(answer.apiKeys()).hasSameSizeAs(ServedApis.all());
    for (var told : answer.apiKeys()) {
      var served = ServedApis.find(told.apiKey());
      assertThat(served).isNotNull();
      assertThat(told.maxVersion()).isEqualTo(served.max());
      short min = told.apiKey() == ApiKeys.PRODUCE.id ? 0 : served.min(); // KAFKA-18659
      assertThat(told.minVersion()).isEqualTo(min);
    }
  }

  @Test
  void aClientThatDoesNotNameItsSoftwareIsToldSo() {
    ApiVersionsRequestData request =
        new ApiVersionsRequestData().setClientSoftwareName("-").setClientSoftwareVersion("");
    assertThat(ApiVersionsAnswer.to((short) 3, request).errorCode())
        .isEqualTo(Errors.INVALID_REQUEST.code());
    assertThat(ApiVersionsAnswer.to((short) 2, request).errorCode()).isEqualTo(Errors.NONE.code());
  }

  @ParameterizedTest
  @ValueSource(shorts = {4, 11, 12, 18})
  void recordsThatAreNullInAFetchAnswerGoOutWithZeroLength(short version) {
    FetchResponseData.PartitionData partition =
        new FetchResponseData.PartitionData().setRecords(null);
    FetchResponseData answer =
        new FetchResponseData()
            .setResponses(
                List.of(
                    new FetchResponseData.FetchableTopicResponse()
                        .setPartitions(List.of(partition))));

    ByteBuffer frame = EncodedResponse.of(ApiKeys.FETCH.id, version, 1, answer).toByteBuffer();

    frame.position(8 + ApiKeys.FETCH.responseHeaderVersion(version));
    FetchResponseData read = new FetchResponseData(new ByteBufferAccessor(frame), version);
    assertThat(read.responses().getFirst().partitions().getFirst().records())
        .isEqualTo(MemoryRecords.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(shorts = {0, 1, 2, 14})
  void aProduceVersionNotServedIsRefusedByName(short version) {
    assertThatThrownBy(() -> DecodedRequest.decode(frame(ApiKeys.PRODUCE, version, new byte[50])))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("Produce version %d, served are 3 to 13".formatted(version));
  }

  @Test
  void anApiNotServedIsRefusedByNumber() {
    byte[] frame = {0x7f, 0x01, 0, 0, 0, 0, 0, 1, 0, 0};
    assertThatThrownBy(() -> DecodedRequest.decode(frame))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("API key 32513, which is not served");
  }

  @Test
  void anArrayLongerThanTheFrameIsRefusedBeforeRoomIsMadeForIt() {
    byte[] body = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
    assertThatThrownBy(() -> DecodedRequest.decode(frame(ApiKeys.METADATA, (short) 1, body)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("malformed Metadata request");
  }

  @Test
  void moreFieldsThanAnyHonestRequestHasAreRefused() {
    // Each topic of a Metadata request is a name of no letters: two bytes, one field.
    byte[] body = new byte[4 + 2 * (BoundedReader.MAX_FIELDS + 1)];
    ByteBuffer.wrap(body).putInt(BoundedReader.MAX_FIELDS + 1);
    assertThatThrownBy(() -> DecodedRequest.decode(frame(ApiKeys.METADATA, (short) 1, body)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("malformed Metadata request");
  }

  private static byte[] frame(ApiKeys api, short version, byte[] body) {
    RequestHeaderData header =
        new RequestHeaderData()
            .setRequestApiKey(api.id)
            .setRequestApiVersion(version)
            .setClientId("c");
    return join(bytesOf(header, api.messageType.requestHeaderVersion(version)), body);
  }

  private static byte[] bytesOf(Message message, short version) {
    ByteBuffer buffer = MessageUtil.toByteBufferAccessor(message, version).buffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
