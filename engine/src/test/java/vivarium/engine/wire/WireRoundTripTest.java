package vivarium.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.wire.ServedApis.VersionRange;

/** Every served API over its whole range of versions, against Kafka's own serializer. */
class WireRoundTripTest {

  private static final int MESSAGES_PER_VERSION = 20;

  record Served(ApiKeys api, short version) {
    @Override
    public String toString() {
      return api.name + " v" + version;
    }
  }

  static Stream<Served> everyServedVersion() {
    return ServedApis.all().stream()
        .flatMap(
            range ->
                IntStream.rangeClosed(range.min(), range.max())
                    .mapToObj(version -> new Served(range.api(), (short) version)));
  }

  @ParameterizedTest
  @MethodSource("everyServedVersion")
  void aRequestIsReadAsKafkaWritesIt(Served served) throws BadRequestException {
    ApiMessageType type = served.api().messageType;
    RandomMessages random = new RandomMessages(served.hashCode());
    for (int i = 0; i < MESSAGES_PER_VERSION; i++) {
      byte[] body = random.bytesOf(type.requestSchemas()[served.version()]);
      RequestHeaderData header =
          new RequestHeaderData()
              .setRequestApiKey(served.api().id)
              .setRequestApiVersion(served.version())
              .setCorrelationId(i)
              .setClientId(i % 2 == 0 ? "client-" + i : null);
      short headerVersion = type.requestHeaderVersion(served.version());

      DecodedRequest request = DecodedRequest.decode(join(bytesOf(header, headerVersion), body));

      assertThat(request.apiKey()).isEqualTo(served.api().id);
      assertThat(request.apiVersion()).isEqualTo(served.version());
      assertThat(request.correlationId()).isEqualTo(i);
      assertThat(request.clientId()).isEqualTo(header.clientId());
      assertThat(bytesOf(request.body(), served.version())).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @MethodSource("everyServedVersion")
  void aResponseIsWrittenAsKafkaWritesIt(Served served) {
    ApiMessageType type = served.api().messageType;
    RandomMessages random = new RandomMessages(served.hashCode());
    for (int i = 0; i < MESSAGES_PER_VERSION; i++) {
      byte[] body = random.bytesOf(type.responseSchemas()[served.version()]);
      ApiMessage response = type.newResponse();
      response.read(new ByteBufferAccessor(ByteBuffer.wrap(body)), served.version());

      EncodedResponse encoded =
          EncodedResponse.of(served.api().id, served.version(), 1_000 + i, response);
      ByteBuffer frame = encoded.toByteBuffer();

      assertThat(frame.remaining()).isEqualTo(encoded.sizeBytes());
      assertThat(frame.getInt()).isEqualTo(frame.remaining());
      byte[] header =
          bytesOf(
              new ResponseHeaderData().setCorrelationId(1_000 + i),
              type.responseHeaderVersion(served.version()));
      assertThat(remainingOf(frame)).isEqualTo(join(header, body));
    }
  }

  @ParameterizedTest
  @MethodSource("everyServedVersion")
  void aFrameCutShortIsRefusedOrStillWhole(Served served) {
    ApiMessageType type = served.api().messageType;
    byte[] body = new RandomMessages(7).bytesOf(type.requestSchemas()[served.version()]);
    RequestHeaderData header =
        new RequestHeaderData()
            .setRequestApiKey(served.api().id)
            .setRequestApiVersion(served.version())
            .setClientId("client");
    byte[] whole = join(bytesOf(header, type.requestHeaderVersion(served.version())), body);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        DecodedRequest.decode(cut);
      } catch (BadRequestException e) {
        assertThat(e).hasMessageNotContaining("\n").hasMessageContaining("" + length);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("servedApis")
  void everyVersionServedIsOneThatKafkaHas(VersionRange range) {
    ApiMessageType type = range.api().messageType;
    assertThat(range.min()).isGreaterThanOrEqualTo(type.lowestSupportedVersion());
    assertThat(range.max()).isLessThanOrEqualTo(type.highestSupportedVersion(false));
  }

  static Stream<VersionRange> servedApis() {
    return ServedApis.all().stream();
  }

  private static byte[] bytesOf(Message message, short version) {
    return remainingOf(MessageUtil.toByteBufferAccessor(message, version).buffer());
  }

  private static byte[] remainingOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
