package vivarium.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Stands where the runtime stands: remembers what came, and answers when the test says so. */
final class RecordingListener implements GatewayListener {

  static final int TIMEOUT_S = 10;

  final LinkedBlockingQueue<GatewayConnection> connected = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<GatewayRequest> received = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
  volatile boolean takesMore = true;

  @Override
  public void connected(GatewayConnection connection) {
    connected.add(connection);
  }

  @Override
  public boolean received(GatewayRequest request) {
    received.add(request);
    return takesMore;
  }

  @Override
  public void disconnected(GatewayConnection connection, String reason) {
    disconnected.add(reason);
  }

  GatewayRequest awaitRequest() throws InterruptedException {
    GatewayRequest request = received.poll(TIMEOUT_S, TimeUnit.SECONDS);
    assertThat(request).as("a request within %d s", TIMEOUT_S).isNotNull();
    return request;
  }

  GatewayConnection awaitConnection() throws InterruptedException {
    GatewayConnection connection = connected.poll(TIMEOUT_S, TimeUnit.SECONDS);
    assertThat(connection).as("a connection within %d s", TIMEOUT_S).isNotNull();
    return connection;
  }

  String awaitDisconnect() throws InterruptedException {
    String reason = disconnected.poll(TIMEOUT_S, TimeUnit.SECONDS);
    assertThat(reason).as("a disconnection within %d s", TIMEOUT_S).isNotNull();
    return reason;
  }

  /** Answers a Heartbeat with no error. */
  static void answer(GatewayRequest request) {
    assertThat(request.apiKey()).isEqualTo(ApiKeys.HEARTBEAT.id);
    request.connection().respond(request, new HeartbeatResponseData());
  }
}
