package vivarium.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever holds connections without asking anything does not hold them for long. */
class HeldConnectionsTest {

  private static final int MAX_CONNECTIONS = 20;
  private static final short V4 = 4;

  private final RecordingListener listener = new RecordingListener();
  private final Gateway gateway =
      new Gateway(
          listener,
          new GatewayLimits(
              1 << 20,
              MAX_CONNECTIONS,
              4,
              1 << 20,
              4 << 20,
              Duration.ofSeconds(1),
              Duration.ofSeconds(60)));
  private final LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Gateway.class.getPackageName());
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            log.add(event.getFormattedMessage());
          }
        }
      };
  private final List<RawClient> holders = new ArrayList<>();
  private int port;

  @BeforeEach
  void open() {
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    port = gateway.open(3, 0);
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient holder : holders) {
      holder.close();
    }
    gateway.close();
    logger.setAdditive(true);
    logger.detachAppender(appender);
  }

  private RawClient hold() throws IOException {
    RawClient holder = new RawClient(port);
    holders.add(holder);
    return holder;
  }

  private static byte[] request() {
    return RawClient.frame(
        ApiKeys.HEARTBEAT, V4, 5, new HeartbeatRequestData().setGroupId("g").setMemberId("m"));
  }

  private void assertServes(RawClient client) throws Exception {
    client.send(request());
    RecordingListener.answer(listener.awaitRequest());
    assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(5);
  }

  @Test
  void asManyAsThereMayBeWithHalfARequestEachLockNobodyOutForLong() throws Exception {
    for (int i = 0; i < MAX_CONNECTIONS; i++) {
      hold().send(new byte[3]);
    }
    for (RawClient holder : holders) {
      assertThat(holder.awaitEnd()).isNotEqualTo("still open");
    }
    assertThat(listener.awaitDisconnect())
        .isEqualTo("a request was begun and not ended within 1 s");
    assertServes(hold());
  }

  @Test
  void aConnectionOnWhichNothingIsAskedIsClosed() throws Exception {
    assertThat(hold().awaitEnd()).isEqualTo("closed");
    assertThat(listener.awaitDisconnect()).isEqualTo("nothing was asked within 1 s");
  }

  @Test
  void bytesThatTrickleInDoNotKeepAConnectionOpen() throws Exception {
    RawClient holder = hold();
    Thread trickle =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    holder.sendInt(1 << 20);
                    while (true) {
                      holder.send((byte) 1);
                      Thread.yield();
                    }
                  } catch (IOException e) {
                    // Closed at last, which is what the test waits for.
                  }
                });
    assertThat(listener.awaitDisconnect()).startsWith("a request was begun and not ended");
    assertThat(trickle.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aSecondRequestMustBeWholeInTimeToo() throws Exception {
    RawClient holder = hold();
    assertServes(holder);
    holder.send(new byte[2]);
    assertThat(holder.awaitEnd()).isEqualTo("closed");
  }

  @Test
  void aConnectionThatHasAskedOnceMayStandIdleFarLonger() throws Exception {
    RawClient idle = hold();
    assertServes(idle);
    assertThat(hold().awaitEnd()).as("longer than a request may take").isEqualTo("closed");
    assertServes(idle);
  }

  @Test
  void refusalsAreToldOfOnceASecondWithTheirNumber() throws Exception {
    for (int i = 0; i < MAX_CONNECTIONS; i++) {
      assertServes(hold());
    }
    int refused = 50;
    for (int i = 0; i < refused; i++) {
      connectInVain();
    }
    int told = 0;
    int lines = 0;
    while (told < refused) {
      String line = log.poll(RecordingListener.TIMEOUT_S, TimeUnit.SECONDS);
      assertThat(line).isNotNull().contains("there are already " + MAX_CONNECTIONS);
      told += 1 + more(line);
      lines++;
    }
    assertThat(told).isEqualTo(refused);
    assertThat(lines).isLessThan(refused / 2);
  }

  private void connectInVain() throws IOException {
    try {
      assertThat(hold().awaitEnd()).isNotEqualTo("still open");
    } catch (SocketException ignored) {
      // Reset before the client could even look at its socket.
    }
  }

  private static int more(String line) {
    int at = line.indexOf("; and ");
    return at < 0 ? 0 : Integer.parseInt(line.substring(at + 6, line.indexOf(" more", at)));
  }
}
