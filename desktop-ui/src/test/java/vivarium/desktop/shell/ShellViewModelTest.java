package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Stride;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.engine.api.Command;

class ShellViewModelTest {

  private final Classroom classroom = new Classroom().withClients();
  private final AtomicLong wall = new AtomicLong(1);
  private final ShellViewModel shell =
      new ShellViewModel(
          new ClusterSession(classroom.cluster()),
          (text, role, size) -> text.length() * size * 0.6,
          Texts.ENGLISH,
          Runnable::run,
          wall::get);

  private void pulse() {
    wall.addAndGet(200_000_000);
    shell.pulse();
  }

  private Frame frame() {
    Frame frame = shell.frame();
    if (frame == null) {
      throw new AssertionError("nothing was laid out");
    }
    return frame;
  }

  @Test
  void aPulseShowsThePresent() {
    classroom.runFor(3000);
    pulse();

    assertThat(shell.toolbar().clockProperty().get()).isEqualTo("00:03.000");
    assertThat(frame().grid().rows()).hasSize(3);
    assertThat(shell.moment().marks()).isNotEmpty();
    assertThat(shell.timeline().lines()).isNotEmpty();
  }

  @Test
  void nothingMovesWhileTimeStandsStill() {
    classroom.runFor(3000);
    pulse();
    var marks = shell.moment().marks();
    Frame before = frame();

    pulse();

    assertThat(shell.moment().marks()).isEqualTo(marks);
    assertThat(frame()).isEqualTo(before);
  }

  @Test
  void aFilmNeitherAsksWhyNorSaysWhatToTry() {
    classroom.runFor(3000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);
    pulse();
    assertThat(frame().texts()).extracting(Shape.Text::text).contains("why?");

    shell.stage().film();
    pulse();

    assertThat(frame().texts()).extracting(Shape.Text::text).doesNotContain("why?");
    assertThat(frame().texts()).noneMatch(text -> text.text().contains("Try:"));
  }

  @Test
  void aRingGoesAlongWithTheSelectedMessage() {
    classroom.runFor(3000);
    pulse();
    Mark message =
        shell.moment().marks().stream().filter(Mark::isMessageOnTheWay).findFirst().orElseThrow();

    shell.select(new Selection.Message(message.messageId()));
    pulse();
    Mark ring = ring();
    assertThat(ring.x()).isEqualTo(message.x());
    assertThat(ring.y()).isEqualTo(message.y());
    assertThat(ring.size()).isGreaterThan(message.size() + 6);

    classroom.runFor(20);
    pulse();
    Mark moved =
        shell.moment().marks().stream()
            .filter(mark -> mark.messageId() == message.messageId())
            .findFirst()
            .orElseThrow();
    assertThat(moved.x() + moved.y()).isNotEqualTo(message.x() + message.y());
    assertThat(ring().x()).isEqualTo(moved.x());
    assertThat(ring().y()).isEqualTo(moved.y());
  }

  private Mark ring() {
    Mark last = shell.moment().marks().getLast();
    assertThat(last.form()).isEqualTo(Mark.Form.RING);
    return last;
  }

  @Test
  void spaceStopsTimeAndStartsItAgain() {
    shell.toolbar().togglePause();
    assertThat(classroom.cluster().isPaused()).isTrue();
    assertThat(shell.toolbar().pausedProperty().get()).isTrue();

    shell.toolbar().togglePause();
    assertThat(classroom.cluster().isPaused()).isFalse();
  }

  @Test
  void aClusterThatEndedByAMistakeIsNotCalledLiveAndTakesNoActions() {
    pulse();
    shell.select(new Selection.Node(Classroom.BROKER_1));
    assertThat(shell.actionsFor(shell.selectionProperty().get())).isNotEmpty();

    classroom.cluster().fail(new IllegalStateException("boom"));

    assertThat(shell.stoppedBecauseProperty().get()).contains("IllegalStateException: boom");
    assertThat(shell.toolbar().stoppedProperty().get()).isTrue();
    assertThat(shell.actionsFor(shell.selectionProperty().get())).isEmpty();
    shell.toolbar().togglePause();
    assertThat(classroom.cluster().isPaused()).isFalse();
  }

  @Test
  void theSliderSetsTheSpeed() {
    shell.toolbar().speedPositionProperty().set(-3);

    assertThat(classroom.cluster().speed()).isEqualTo(0.125);
    assertThat(shell.toolbar().speedWordProperty().get()).isEqualTo("1/8×");
  }

  @Test
  void steppingStopsAtTheNextStateEvent() {
    classroom.kill(Classroom.BROKER_1);
    pulse();
    long before = classroom.cluster().events().lastSeq();

    shell.playback().step(Stride.CHANGE);
    pulse();

    assertThat(shell.timeline().lines().getFirst().seq()).isGreaterThan(before);
    assertThat(shell.timeline().chainProperty().get().getFirst())
        .as("and is asked about, so that the list selects it")
        .isIn(shell.timeline().lines())
        .satisfies(line -> assertThat(line.seq()).isGreaterThan(before));
    assertThat(classroom.cluster().isPaused()).isTrue();
  }

  @Test
  void aStepThatFindsNothingSaysSo() {
    classroom.runFor(3000);
    pulse();

    shell.playback().step(Stride.CHANGE);
    pulse();

    assertThat(classroom.cluster().isPaused()).isTrue();
    assertThat(shell.noticeProperty().get()).contains("within 2:00 of virtual time");
    assertThat(shell.complaintProperty().get()).as("nothing went wrong").isFalse();
  }

  @Test
  void clickingACellSelectsItsReplica() {
    pulse();
    Rect cell = frame().grid().cell(1, frame().grid().rows().getFirst());

    shell.select(shell.stage().selectionAt(cell.centerX(), cell.centerY()));

    assertThat(shell.inspectorProperty().get().title()).isEqualTo("orders-0");
    assertThat(shell.inspectorProperty().get().kind()).isEqualTo("replica on broker 2");
  }

  @Test
  void whilePausedAMessageCanBeClicked() {
    classroom.runFor(3000);
    shell.toolbar().togglePause();
    pulse();
    Mark mark =
        shell.moment().marks().stream()
            .filter(candidate -> candidate.form() == Mark.Form.RECORDS)
            .findFirst()
            .orElseThrow();

    Selection hit = shell.stage().selectionAt(mark.x(), mark.y());

    assertThat(hit).isInstanceOf(Selection.Message.class);
    shell.select(hit);
    assertThat(shell.inspectorProperty().get().title()).isIn("Produce", "Fetch");
  }

  @Test
  void keysActOnWhatIsSelected() {
    pulse();
    shell.select(new Selection.Node(Classroom.BROKER_2));

    shell.actOnSelection("kill");
    shell.actOnSelection("restart");

    assertThat(classroom.cluster().commands())
        .as("a running broker is not restarted")
        .containsExactly(new Command.Kill(Classroom.BROKER_2));
  }

  @Test
  void aRefusedCommandIsToldForAWhile() {
    classroom.cluster().refuseCommands("broker 2 is stopped already");

    shell.send(new Command.Kill(Classroom.BROKER_2));
    assertThat(shell.noticeProperty().get()).isEqualTo("broker 2 is stopped already");

    wall.addAndGet(9_000_000_000L);
    pulse();
    assertThat(shell.noticeProperty().get()).isEmpty();
  }

  @Test
  void whatIsToldFollowsTheLanguage() {
    shell.tell(Sentence.of("records.copied"));
    assertThat(shell.noticeProperty().get()).isEqualTo(Texts.ENGLISH.get("records.copied"));

    shell.switchLanguage();
    assertThat(shell.noticeProperty().get()).isEqualTo(Texts.KOREAN.get("records.copied"));
  }

  @Test
  void anEventSelectsWhatItConcernsAndItsChain() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    pulse();
    long election =
        shell.timeline().lines().stream()
            .filter(line -> line.sentence().contains("new leader"))
            .findFirst()
            .orElseThrow()
            .seq();

    shell.select(new Selection.Event(election));

    assertThat(shell.selectionProperty().get())
        .isEqualTo(new Selection.Partition(Classroom.ORDERS_0));
    assertThat(shell.timeline().chainProperty().get()).hasSize(3);
  }

  @Test
  void arrowsWalkThroughBrokersAndPartitions() {
    pulse();
    shell.stage().selectBroker(1);
    assertThat(shell.selectionProperty().get()).isEqualTo(new Selection.Node(Classroom.BROKER_1));
    shell.stage().selectBroker(-1);
    assertThat(shell.selectionProperty().get()).isEqualTo(new Selection.Node(Classroom.BROKER_3));
    shell.stage().selectPartition(-1);
    assertThat(shell.selectionProperty().get())
        .isEqualTo(new Selection.Partition(Classroom.ORDERS_2));
  }

  @Test
  void theLanguageIsSwitchedLive() {
    shell.select(new Selection.Node(Classroom.BROKER_1));
    pulse();

    shell.switchLanguage();
    pulse();

    assertThat(shell.inspectorProperty().get().kind()).isEqualTo("브로커");
    assertThat(frame().texts()).anyMatch(text -> text.text().equals("브로커 1"));
  }
}
