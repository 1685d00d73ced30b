package vivarium.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Tone;

class TimelineViewModelTest {

  private final Classroom classroom = new Classroom();
  private final ClusterSession session = new ClusterSession(classroom.cluster());
  private final TimelineViewModel timeline = new TimelineViewModel(session, Texts.ENGLISH);

  private void update() {
    session.pulse();
    timeline.update();
  }

  @Test
  void linesAreNewestFirstEachWithItsNearestCause() {
    update();
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    update();

    assertThat(timeline.lines())
        .extracting(EventLine::sentence)
        .startsWith(
            "ISR shrank for 2 partitions: orders-1, orders-2",
            "orders-0: broker 2 is the new leader, epoch 1, ISR [2,3]",
            "broker 1 was fenced: no heartbeat for 3000 ms",
            "broker 1 was killed");
    EventLine election = timeline.lines().get(1);
    assertThat(election.because()).isEqualTo("broker 1 was fenced: no heartbeat for 3000 ms");
    assertThat(election.clock()).isEqualTo("00:03.0");
    assertThat(timeline.lines().get(3).tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void whatHappensToManyPartitionsForOneReasonIsOneLineThatTellsEach() {
    update();
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    update();

    EventLine shrank = timeline.lines().getFirst();

    assertThat(shrank.seqs()).hasSize(2);
    assertThat(shrank.details())
        .containsExactly(
            "orders-1: ISR shrank from [2,3,1] to [2,3]",
            "orders-2: ISR shrank from [3,1,2] to [3,2]");
    timeline.ask(shrank.seqs().getLast());
    assertThat(timeline.chainProperty().get().getFirst()).isEqualTo(shrank);
  }

  @Test
  void askingWhyGivesTheWholeChain() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    update();

    timeline.ask(timeline.lines().get(1).seq());

    assertThat(timeline.chainProperty().get())
        .extracting(EventLine::sentence)
        .containsExactly(
            "orders-0: broker 2 is the new leader, epoch 1, ISR [2,3]",
            "broker 1 was fenced: no heartbeat for 3000 ms",
            "broker 1 was killed");
  }

  @Test
  void anotherLanguageTellsEverythingAgain() {
    classroom.kill(Classroom.BROKER_1);
    update();
    timeline.ask(timeline.lines().getFirst().seq());

    timeline.speak(Texts.KOREAN);

    assertThat(timeline.lines().getFirst().sentence()).isEqualTo("브로커 1 강제 종료");
    assertThat(timeline.chainProperty().get().getFirst().sentence()).isEqualTo("브로커 1 강제 종료");
  }

  @Test
  void anUpdateWithoutNewsChangesNothing() {
    update();
    int before = timeline.lines().size();

    update();

    assertThat(timeline.lines()).hasSize(before);
  }
}
