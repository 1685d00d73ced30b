package vivarium.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a client sends harms its own connection at most, and the log says what it was. */
class HostileClientTest {

  private static final int MAX_FRAME_BYTES = 1 << 20;
  private static final int MAX_CONNECTIONS = 8;
  private static final GatewayLimits LIMITS =
      new GatewayLimits(
          MAX_FRAME_BYTES,
          MAX_CONNECTIONS,
          4,
          2 * MAX_FRAME_BYTES,
          4 * MAX_FRAME_BYTES,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60));
  private static final short V4 = 4;

  private final RecordingListener listener = new RecordingListener();
  private final Gateway gateway = new Gateway(listener, LIMITS);
  private final LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Gateway.class.getPackageName());
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(event.getFormattedMessage());
        }
      };
  private int port;
  private RawClient bystander;

  @BeforeEach
  void openWithABystander() throws IOException {
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    port = gateway.open(3, 0);
    bystander = new RawClient(port);
  }

  @AfterEach
  void close() throws IOException {
    bystander.close();
    gateway.close();
    logger.setAdditive(true);
    logger.detachAppender(appender);
  }

  record Hostile(String what, byte[] bytes, String logged) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Hostile> hostileBytes() {
    return List.of(
        new Hostile("negative length", ints(-1), "a frame of length -1"),
        new Hostile(
            "most negative length", ints(Integer.MIN_VALUE), "a frame of length -2147483648"),
        new Hostile("zero length", ints(0), "a frame of length 0"),
        new Hostile(
            "oversized length",
            ints(MAX_FRAME_BYTES + 1),
            "a frame of 1048577 bytes, at most 1048576 are taken"),
        new Hostile(
            "greatest length",
            ints(Integer.MAX_VALUE),
            "a frame of 2147483647 bytes, at most 1048576 are taken"),
        new Hostile(
            "HTTP",
            ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            "an HTTP request (\"GET\"): this listener speaks the Kafka protocol"),
        new Hostile("HTTP POST", ascii("POST /topics/orders HTTP/1.1\r\n\r\n"), "an HTTP request"),
        new Hostile(
            "TLS",
            new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03},
            "a TLS hello: this listener speaks plaintext"),
        new Hostile("frame of one byte", new byte[] {0, 0, 0, 1, 7}, "too short for a request"),
        new Hostile(
            "unknown API", new byte[] {0, 0, 0, 4, 0x7f, 0, 0, 0}, "API key 32512, which is not"),
        new Hostile(
            "version not served",
            new byte[] {0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 1},
            "Produce version 1, served are 3 to 13"),
        new Hostile(
            "header cut short",
            new byte[] {0, 0, 0, 6, 0, 3, 0, 5, 0, 0},
            "a malformed Metadata request, version 5, of 6 bytes"),
        new Hostile(
            "array without end",
            new byte[] {0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, -1, -1, 0x7f, -1, -1, -1},
            "a malformed Metadata request, version 1, of 14 bytes"));
  }

  @ParameterizedTest
  @MethodSource("hostileBytes")
  void closesThatConnectionWithALogLineAndHarmsNothingElse(Hostile hostile) throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(hostile.bytes());
      assertThat(client.awaitEnd()).isNotEqualTo("still open");
    }
    assertThat(awaitLogLine())
        .startsWith("broker 3: connection from 127.0.0.1:")
        .contains(hostile.logged());
    assertThat(log).as("one line only").isEmpty();
    assertServesTheBystander();
  }

  @Test
  void aFrameCutShortByTheEndOfTheConnectionHarmsNothing() throws Exception {
    byte[] frame = RawClient.frame(ApiKeys.HEARTBEAT, V4, 1, new HeartbeatRequestData());
    for (int length = 1; length < frame.length; length++) {
      try (RawClient client = new RawClient(port)) {
        client.send(Arrays.copyOf(frame, length));
      }
      listener.awaitDisconnect();
    }
    assertServesTheBystander();
    assertThat(listener.received).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void aFrameThatArrivesByteByByteIsServed() throws Exception {
    try (RawClient client = new RawClient(port)) {
      for (byte b : RawClient.frame(ApiKeys.HEARTBEAT, V4, 4, new HeartbeatRequestData())) {
        client.send(b);
      }
      RecordingListener.answer(listener.awaitRequest());
      assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(4);
    }
  }

  @Test
  void randomBytesHarmNothing() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextBoolean() && bytes.length > 8) {
        // Looks like a request of the right length to an API that is served.
        bytes[0] = 0;
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = (byte) Math.min(bytes.length - 4, 127);
        bytes[4] = 0;
        bytes[5] = (byte) random.nextInt(24);
        bytes[6] = 0;
        bytes[7] = (byte) random.nextInt(12);
      }
      try (RawClient client = new RawClient(port)) {
        client.send(bytes);
        client.endOutput();
        client.awaitEnd();
      }
      listener.awaitDisconnect();
      // Some of them are requests after all.
      listener.received.clear();
    }
    assertServesTheBystander();
  }

  @Test
  void aLengthAloneCostsNothing() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < MAX_CONNECTIONS - 1; i++) {
      RawClient client = new RawClient(port);
      clients.add(client);
      client.send(ints(MAX_FRAME_BYTES));
    }
    assertServesTheBystander();
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void oneConnectionTooManyIsClosed() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < MAX_CONNECTIONS - 1; i++) {
      clients.add(new RawClient(port));
    }
    for (int i = 0; i < MAX_CONNECTIONS; i++) {
      listener.awaitConnection();
    }
    try (RawClient tooMany = new RawClient(port)) {
      assertThat(tooMany.awaitEnd()).isNotEqualTo("still open");
    } catch (SocketException resetWhileItWasMade) {
      assertThat(resetWhileItWasMade).hasMessageContaining("reset");
    }
    assertThat(awaitLogLine()).endsWith("closed: there are already " + MAX_CONNECTIONS);
    assertServesTheBystander();
    clients.getFirst().close();
    assertThat(listener.awaitDisconnect()).isNotEmpty();
    try (RawClient again = new RawClient(port)) {
      assertServes(again);
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void moreThanTheMemoryThereIsWaitsInTheSocketsAndIsServedInTheEnd() throws Exception {
    int bigRequests = 12; // 12 MiB where 2 MiB may be in flight.
    byte[] frame =
        RawClient.frame(
            ApiKeys.HEARTBEAT,
            V4,
            1,
            new HeartbeatRequestData().setGroupId("g".repeat(30_000)).setMemberId("m"));
    byte[] many = new byte[frame.length * 33 * bigRequests];
    for (int at = 0; at < many.length; at += frame.length) {
      System.arraycopy(frame, 0, many, at, frame.length);
    }
    try (RawClient client = new RawClient(port)) {
      Thread sender = Thread.ofVirtual().start(() -> sendQuietly(client, many));
      for (int i = 0; i < 33 * bigRequests; i++) {
        RecordingListener.answer(listener.awaitRequest());
        assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(1);
      }
      assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
    }
    assertServesTheBystander();
  }

  @Test
  void framesBegunByManyCannotLockEachOtherOut() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    byte[] allButTheEnd = new byte[MAX_FRAME_BYTES];
    ByteBuffer.wrap(allButTheEnd).putInt(MAX_FRAME_BYTES);
    for (int i = 0; i < MAX_CONNECTIONS - 1; i++) {
      RawClient client = new RawClient(port);
      clients.add(client);
      Thread.ofVirtual().start(() -> sendQuietly(client, allButTheEnd));
    }
    // Seven frames of 1 MiB do not go into 4 MiB: some are refused, and what they held is free.
    for (int i = 0; i < MAX_CONNECTIONS - 1 - 4; i++) {
      assertThat(awaitLogLine()).contains("while other requests already fill the memory there is");
    }
    for (RawClient client : clients) {
      client.close();
    }
    for (int i = 0; i < clients.size(); i++) {
      listener.awaitDisconnect(); // Only then is the memory free that it held.
    }
    assertServesTheBystander();
  }

  @Test
  void aClusterThatTakesNoMoreClosesTheConnection() throws Exception {
    listener.takesMore = false;
    try (RawClient client = new RawClient(port)) {
      client.sendRequest(ApiKeys.HEARTBEAT, V4, 1, new HeartbeatRequestData());
      assertThat(client.awaitEnd()).isNotEqualTo("still open");
    }
    assertThat(awaitLogLine()).contains("too many requests already wait");
    listener.takesMore = true;
    listener.received.clear();
    assertServesTheBystander();
  }

  private static void sendQuietly(RawClient client, byte[] bytes) {
    try {
      client.send(bytes);
    } catch (IOException ignored) {
      // The gateway closed it meanwhile; whether it should have is what the test looks at.
    }
  }

  private String awaitLogLine() throws InterruptedException {
    String line = log.poll(RecordingListener.TIMEOUT_S, TimeUnit.SECONDS);
    assertThat(line).as("a log line").isNotNull();
    return line;
  }

  private void assertServesTheBystander() throws Exception {
    assertServes(bystander);
  }

  private void assertServes(RawClient client) throws Exception {
    client.sendRequest(ApiKeys.HEARTBEAT, V4, 5, new HeartbeatRequestData().setGroupId("still"));
    RecordingListener.answer(listener.awaitRequest());
    assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(5);
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
