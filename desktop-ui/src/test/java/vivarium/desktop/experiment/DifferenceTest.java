package vivarium.desktop.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vivarium.desktop.session.ToldEvents;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

class DifferenceTest {

  private static final long SECOND = 1_000_000_000L;
  private static final NodeId BROKER = NodeId.broker(1);

  private static EventLog log(ClusterEvent... events) {
    EventLog log = new EventLog(1_024);
    long seq = 0;
    log.append(stamped(++seq, 1, new Node.Stopped(Node.How.CRASH)));
    for (ClusterEvent event : events) {
      seq++;
      log.append(stamped(seq, 10 * seq, event));
    }
    return log;
  }

  private static Stamped stamped(long seq, long seconds, ClusterEvent event) {
    return new Stamped(seq, seconds * SECOND, BROKER, Stamped.NO_CAUSE, event);
  }

  private static Optional<Difference> shown(EventLog a, EventLog b) {
    return Difference.thatShows(a, b, ToldEvents.of(a), ToldEvents.of(b), 0);
  }

  private static Metadata.PartitionChanged led(int leader, int epoch, int partitionEpoch) {
    List<Integer> all = List.of(1, 2, 3);
    return new Metadata.PartitionChanged(
        new TopicPartition("orders", 0),
        new PartitionState(1, 0, 0, all, all, List.of(), List.of()),
        new PartitionState(leader, epoch, partitionEpoch, all, all, List.of(), List.of()));
  }

  @Test
  void epochsTermsAndOffsetsOfMetadataAreNoDifferenceToAnybody() {
    EventLog one =
        log(
            new Node.Registered(57, null),
            new Coordination.ControllerElected(2),
            new Coordination.SnapshotTaken(80),
            led(2, 1, 1));
    EventLog other =
        log(
            new Node.Registered(58, null),
            new Coordination.ControllerElected(3),
            new Coordination.SnapshotTaken(81),
            led(2, 4, 6));

    assertThat(Difference.inTraces(one, other, 0)).isPresent();
    assertThat(shown(one, other)).isEmpty();
  }

  @Test
  void whatBecameOfAPartitionIs() {
    EventLog one = log(new Node.Registered(57, null), led(2, 1, 1), led(2, 1, 2));
    EventLog other = log(new Node.Registered(58, null), led(3, 1, 1), led(3, 1, 2));

    assertThat(shown(one, other))
        .hasValueSatisfying(
            first -> {
              assertThat(first.atNanos()).isEqualTo(30 * SECOND);
              assertThat(first.a()).isNotNull();
              assertThat(first.b()).isNotNull();
            });
  }
}
