package vivarium.engine.cluster;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Produced;
import vivarium.engine.api.CommandResult.Refused;
import vivarium.engine.api.NewRecord;
import vivarium.engine.client.HandProducer;
import vivarium.engine.client.HandProducer.Outcome;
import vivarium.engine.client.HandProducer.Outgoing;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.log.RecordHeader;
import vivarium.engine.net.NodeHost;

/** Sends what a person writes, from a client that is there from the first such record on. */
final class HandWriting {

  private static final NodeId CLIENT = NodeId.producer(ProducerSettings.BY_HAND);
  private static final int TIMEOUT_MS = 6_000;

  private final Cluster cluster;
  private @Nullable ProducerSettings told;

  HandWriting(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Sends a record and tells {@code done} what became of it. */
  void produce(NewRecord record, Consumer<CommandResult> done) {
    ProducerSettings settings = settingsFor(record);
    NodeHost host = cluster.nodes().find(CLIENT);
    if (host == null) {
      host = cluster.addHandProducer(settings);
    } else if (!settings.equals(told)) {
      cluster.nodes().changed(CLIENT, new Client.ProducerChanged(settings));
    }
    if (!(host.process() instanceof HandProducer producer)) {
      done.accept(
          new Refused(
              "%s is a producer of its own; remove it, and records can be written by hand"
                  .formatted(ProducerSettings.BY_HAND)));
      return;
    }
    told = settings;
    producer.send(outgoing(record), outcome -> done.accept(result(outcome)));
  }

  private static Outgoing outgoing(NewRecord record) {
    List<RecordHeader> headers =
        record.headers().stream()
            .map(header -> new RecordHeader(header.key(), HandProducer.utf8(header.value())))
            .toList();
    return new Outgoing(
        record.topic(),
        record.partition(),
        HandProducer.utf8(record.key()),
        HandProducer.utf8(record.value()),
        headers,
        record.acks());
  }

  private static CommandResult result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Written(var partition, long offset) -> new Produced(partition, offset);
      case Outcome.Failed(String error, String detail) -> new Refused(error + ": " + detail);
    };
  }

  /** What the client's box tells of it: where it wrote last, and with which acks. */
  private static ProducerSettings settingsFor(NewRecord record) {
    return new ProducerSettings(
        ProducerSettings.BY_HAND,
        record.topic(),
        0,
        0,
        0,
        record.acks(),
        0,
        0,
        false,
        0,
        TIMEOUT_MS,
        TIMEOUT_MS,
        1);
  }
}
