package vivarium.engine.compare;

import java.util.List;
import java.util.concurrent.TimeUnit;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.runtime.Vivarium;

/** A cluster of this engine, with listeners. */
final class OurSide implements Side {

  private final Vivarium vivarium;
  private final List<String> bootstrap;

  OurSide() {
    vivarium =
        Vivarium.start(
            ClusterConfig.builder()
                .brokers(3)
                .profile(Profile.INSTANT)
                .brokerConfig("broker.session.timeout.ms", SESSION_TIMEOUT_MS)
                .brokerConfig("broker.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS)
                .brokerConfig("group.consumer.session.timeout.ms", MEMBER_SESSION_TIMEOUT_MS)
                .brokerConfig("group.consumer.heartbeat.interval.ms", MEMBER_HEARTBEAT_INTERVAL_MS)
                .build(),
            Vivarium.Options.withListeners(0));
    bootstrap = vivarium.bootstrap();
  }

  private void does(Command command) {
    CommandResult result =
        vivarium.submit(command).orTimeout(Observer.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (!result.isAccepted()) {
      throw new AssertionError(command + ": " + result);
    }
  }

  @Override
  public int port(int broker) {
    String address = bootstrap.get(broker - 1);
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  @Override
  public void kill(int broker) {
    does(new Command.Kill(NodeId.broker(broker)));
  }

  @Override
  public void shutDown(int broker) {
    does(new Command.ShutDown(NodeId.broker(broker)));
    Observer.await(() -> "the end of broker " + broker, () -> !Observer.listens(port(broker)));
  }

  @Override
  public void start(int broker) {
    does(new Command.Restart(NodeId.broker(broker)));
  }

  @Override
  public void close() {
    vivarium.close();
  }
}
