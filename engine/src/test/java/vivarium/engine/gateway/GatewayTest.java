package vivarium.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.PortInUseException;

/** Requests in, answers out, and a broker's listener as its process comes and goes. */
class GatewayTest {

  private static final short V4 = 4;

  private final RecordingListener listener = new RecordingListener();
  private Gateway gateway = new Gateway(listener);

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Test
  void aRequestIsHandedOnAndItsAnswerComesBack() throws Exception {
    int port = gateway.open(1, 0);
    assertThat(gateway.port(1)).isEqualTo(port);
    try (RawClient client = new RawClient(port)) {
      client.sendRequest(ApiKeys.HEARTBEAT, V4, 77, heartbeat("g"));

      GatewayRequest request = listener.awaitRequest();
      assertThat(request.connection().brokerId()).isEqualTo(1);
      assertThat(request.clientId()).isEqualTo("raw");
      assertThat(request.correlationId()).isEqualTo(77);
      assertThat(request.body()).isEqualTo(heartbeat("g"));
      RecordingListener.answer(request);
      assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(77);
    }
    assertThat(listener.awaitDisconnect()).isEqualTo("the client closed it");
  }

  @Test
  void requestsOfOneConnectionAreHandedOnOneAtATimeInOrder() throws Exception {
    try (RawClient client = new RawClient(gateway.open(1, 0))) {
      int requests = 200;
      for (int i = 0; i < requests; i++) {
        client.sendRequest(ApiKeys.HEARTBEAT, V4, i, heartbeat("g" + i));
      }
      for (int i = 0; i < requests; i++) {
        GatewayRequest request = listener.awaitRequest();
        assertThat(request.correlationId()).isEqualTo(i);
        assertThat(listener.received).as("others while %d is unanswered", i).isEmpty();
        RecordingListener.answer(request);
        assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(i);
      }
    }
  }

  @Test
  void aProduceWithoutAcksHasNoAnswerAndTheNextRequestFollows() throws Exception {
    try (RawClient client = new RawClient(gateway.open(1, 0))) {
      short version = 9;
      ProduceRequestData noAcks = new ProduceRequestData().setAcks((short) 0);
      client.sendRequest(ApiKeys.PRODUCE, version, 1, noAcks);
      client.sendRequest(ApiKeys.PRODUCE, version, 2, new ProduceRequestData().setAcks((short) -1));

      GatewayRequest first = listener.awaitRequest();
      first.connection().respondNothing(first);
      GatewayRequest second = listener.awaitRequest();
      second.connection().respond(second, new ProduceResponseData());

      assertThat(client.readCorrelationId(ApiKeys.PRODUCE, version)).isEqualTo(2);
    }
  }

  @Test
  void aBrokerThatDiesResetsItsConnectionsAndRefusesNewOnes() throws Exception {
    int port = gateway.open(1, 0);
    int otherPort = gateway.open(2, 0);
    try (RawClient client = new RawClient(port);
        RawClient waiting = new RawClient(port);
        RawClient other = new RawClient(otherPort)) {
      waiting.sendRequest(ApiKeys.HEARTBEAT, V4, 1, heartbeat("g"));
      GatewayRequest unanswered = listener.awaitRequest();
      listener.awaitConnection();
      listener.awaitConnection();
      listener.awaitConnection();

      gateway.close(1);

      assertThat(client.awaitEnd()).isEqualTo("reset");
      assertThat(waiting.awaitEnd()).isEqualTo("reset");
      assertThat(listener.awaitDisconnect()).isEqualTo("reset");
      assertThat(listener.awaitDisconnect()).isEqualTo("reset");
      assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
      RecordingListener.answer(unanswered); // Too late, and harmless.
      assertServes(other);
    }
  }

  @Test
  void aBrokerThatComesBackHasItsOldPort() throws Exception {
    int port = gateway.open(1, 0);
    for (int i = 0; i < 20; i++) {
      try (RawClient client = new RawClient(port)) {
        assertServes(client);
        gateway.close(1);
        assertThat(client.awaitEnd()).isEqualTo("reset");
        assertThat(gateway.port(1)).isEqualTo(port);
        assertThat(gateway.open(1, 0)).isEqualTo(port);
      }
    }
  }

  @Test
  void thePortOfADeadBrokerGoesToNobodyElse() {
    int port = gateway.open(1, 0);
    for (int i = 0; i < 50; i++) {
      gateway.close(1);
      assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
      assertThatThrownBy(
              () -> {
                try (ServerSocket thief = new ServerSocket()) {
                  thief.setReuseAddress(false);
                  thief.bind(new InetSocketAddress(InetAddress.getByName(Gateway.HOST), port));
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(gateway.open(1, 0)).isEqualTo(port);
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Gateway.HOST))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> gateway.open(1, port))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("port " + port)
          .extracting(e -> ((PortInUseException) e).port())
          .isEqualTo(port);
    }
    assertThat(gateway.open(1, 0)).as("and the broker can be opened elsewhere").isPositive();
  }

  @Test
  void aConnectionIsResetWhenTheClusterSaysSo() throws Exception {
    try (RawClient client = new RawClient(gateway.open(1, 0))) {
      listener.awaitConnection().reset();
      assertThat(client.awaitEnd()).isEqualTo("reset");
    }
  }

  @Test
  void aConnectionWithNothingToDoIsClosedInTheEnd() throws Exception {
    restartWith(limits(Duration.ofSeconds(20), Duration.ofMillis(100)));
    try (RawClient client = new RawClient(gateway.open(1, 0))) {
      assertServes(client);
      assertThat(client.awaitEnd()).isEqualTo("closed");
      assertThat(listener.awaitDisconnect()).startsWith("idle");
    }
  }

  @Test
  void aConnectionThatWaitsForTheClusterIsNotIdle() throws Exception {
    restartWith(limits(Duration.ofSeconds(20), Duration.ofMillis(40)));
    int port = gateway.open(1, 0);
    try (RawClient frozen = new RawClient(port)) {
      frozen.sendRequest(ApiKeys.HEARTBEAT, V4, 9, heartbeat("g"));
      GatewayRequest request = listener.awaitRequest();
      try (RawClient idle = new RawClient(port)) {
        assertServes(idle);
        assertThat(idle.awaitEnd()).isEqualTo("closed");
      }
      RecordingListener.answer(request);
      assertThat(frozen.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(9);
    }
  }

  private void restartWith(GatewayLimits limits) {
    gateway.close();
    gateway = new Gateway(listener, limits);
  }

  private static GatewayLimits limits(Duration maxRequestTime, Duration maxIdle) {
    return new GatewayLimits(1 << 20, 10, 4, 1 << 20, 4 << 20, maxRequestTime, maxIdle);
  }

  private void assertServes(RawClient client) throws Exception {
    client.sendRequest(ApiKeys.HEARTBEAT, V4, 5, heartbeat("still here"));
    RecordingListener.answer(listener.awaitRequest());
    assertThat(client.readCorrelationId(ApiKeys.HEARTBEAT, V4)).isEqualTo(5);
  }

  private static HeartbeatRequestData heartbeat(String group) {
    return new HeartbeatRequestData().setGroupId(group).setMemberId("m");
  }
}
