package vivarium.engine.recording;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.GivenCommand;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.text.Wording;

/** A short run of a small cluster, recorded. */
final class RecordedRun {

  final ClusterConfig config =
      ClusterConfig.builder()
          .profile(Profile.INSTANT)
          .topic(TopicSpec.of("orders", 1, 3))
          .producer(ProducerSettings.of("web", "orders"))
          .consumer(ConsumerSettings.of("b", "billing", "orders"))
          .build();
  final List<Stamped> events = new ArrayList<>();
  final Simulation simulation = new Simulation(config, events::add);
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final RecordingWriter writer;

  RecordedRun() throws IOException {
    simulation.runUntil(2_000_000_000L);
    simulation.carryOut(new Command.Kill(NodeId.broker(1)), result -> {});
    simulation.carryOut(new Command.Kill(NodeId.broker(1)), result -> {});
    simulation.runUntil(2_600_000_000L);
    writer =
        new RecordingWriter(
            bytes,
            new RecordingHeader(
                Wording.of("a test"), Wording.NONE, "vivarium test", false, config));
    for (Stamped each : events) {
      writer.write(each);
    }
    for (GivenCommand each : simulation.given().all()) {
      writer.write(each);
      var result = each.result();
      if (result != null) {
        writer.writeAnswer(each.number(), result);
      }
    }
  }

  byte[] ended() throws IOException {
    writer.writeEnd(simulation.nowNanos());
    writer.close();
    return bytes.toByteArray();
  }

  static Recording read(byte[] file) throws RecordingException {
    return Recording.read("r.viv.gz", new ByteArrayInputStream(file));
  }
}
