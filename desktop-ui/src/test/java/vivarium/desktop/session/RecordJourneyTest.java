package vivarium.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.EventLog;
import vivarium.engine.model.RecordJourney;
import vivarium.engine.model.RecordJourney.Hop;
import vivarium.engine.model.RecordJourney.Kind;

class RecordJourneyTest {

  private final Classroom classroom = new Classroom().withClients();

  private List<Hop> journey(long offset, int epoch) {
    EventLog log = classroom.cluster().events();
    RecordJourney journey = new RecordJourney(Classroom.ORDERS_0, offset, epoch);
    log.readAfter(0, journey::take);
    return journey.upTo(log.lastSeq());
  }

  @Test
  void aRecordIsAppendedCopiedCommittedAndRead() {
    classroom.runFor(12_000);
    List<Hop> hops = journey(0, 0);

    assertThat(
            hops.stream()
                .filter(hop -> hop.kind() == Kind.APPENDED || hop.kind() == Kind.FETCHED)
                .map(Hop::node))
        .startsWith(Classroom.BROKER_1)
        .containsExactlyInAnyOrder(Classroom.BROKER_1, Classroom.BROKER_2, Classroom.BROKER_3);
    assertThat(hops.getFirst().kind()).isEqualTo(Kind.SENT);
    assertThat(hops).extracting(Hop::kind).contains(Kind.COMMITTED, Kind.ACKNOWLEDGED, Kind.READ);
    assertThat(hops).extracting(Hop::atNanos).isSorted();
  }

  @Test
  void anEarlierMomentKnowsOnlyWhatHadHappened() {
    classroom.runFor(12_000);
    EventLog log = classroom.cluster().events();
    RecordJourney journey = new RecordJourney(Classroom.ORDERS_0, 0, 0);
    log.readAfter(0, journey::take);
    long firstAppend = journey.upTo(log.lastSeq()).get(1).seq();

    assertThat(journey.upTo(firstAppend))
        .extracting(Hop::kind)
        .containsExactly(Kind.SENT, Kind.APPENDED);
    assertThat(journey.upTo(firstAppend - 1)).hasSize(1);
  }

  @Test
  void whatIsCutOffIsNotTakenForTheRecordThatHasItsOffsetLater() {
    Classroom alone = new Classroom();
    BatchSummary old = new BatchSummary(0, 1, 80, 0, -1, -1, false, List.of());
    BatchSummary other = new BatchSummary(0, 1, 80, 1, -1, -1, false, List.of());
    alone.cluster().emit(Classroom.BROKER_1, new Replica.Appended(Classroom.ORDERS_0, old));
    alone.cluster().emit(Classroom.BROKER_1, new Replica.Truncated(Classroom.ORDERS_0, 1, 0));
    alone.cluster().emit(Classroom.BROKER_1, new Replica.Appended(Classroom.ORDERS_0, other));
    alone.cluster().emit(Classroom.BROKER_1, new Replica.HighWatermarkMoved(Classroom.ORDERS_0, 1));
    EventLog log = alone.cluster().events();
    RecordJourney first = new RecordJourney(Classroom.ORDERS_0, 0, 0);
    RecordJourney second = new RecordJourney(Classroom.ORDERS_0, 0, 1);
    log.readAfter(0, first::take);
    log.readAfter(0, second::take);

    assertThat(first.upTo(log.lastSeq()))
        .extracting(Hop::kind)
        .containsExactly(Kind.APPENDED, Kind.TRUNCATED);
    assertThat(second.upTo(log.lastSeq()))
        .extracting(Hop::kind)
        .containsExactly(Kind.APPENDED, Kind.COMMITTED);
  }
}
