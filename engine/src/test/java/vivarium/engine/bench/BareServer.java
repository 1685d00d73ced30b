package vivarium.engine.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.runtime.Vivarium;

/** The engine with listeners and nothing around it, for runs with some of its classes exchanged. */
final class BareServer {

  private BareServer() {}

  /** Says READY as {@code serve} does; ends at the end of its input or at a line of it. */
  public static void main(String[] args) throws IOException {
    ClusterConfig config =
        ClusterConfig.builder()
            .brokers(3)
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of(ServeProcess.TOPIC, 3, 3))
            .build();
    try (Vivarium vivarium = Vivarium.start(config, Vivarium.Options.withListeners(0))) {
      EventLog.Follower events = vivarium.events().follow();
      ClusterModel model = new ClusterModel();
      while (model.topics().get(ServeProcess.TOPIC) == null) {
        events.read(model::apply);
        LockSupport.parkNanos(1_000_000);
      }
      System.out.println("READY bootstrap=" + String.join(",", vivarium.bootstrap()));
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }
  }
}
