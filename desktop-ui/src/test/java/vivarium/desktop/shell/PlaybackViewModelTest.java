package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.condition.Condition;
import vivarium.engine.event.NodeId;

/** The answers of a search come later, on the window's thread: here, when the test takes them. */
class PlaybackViewModelTest {

  private static final String SHRUNK = "ISR of orders-0 < 3";
  private static final long PATIENCE_SECONDS = 20;

  private final Classroom classroom = new Classroom().withClients().runFor(3000);
  private final LinkedBlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
  private final List<Long> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private PlaybackViewModel playback(ClusterSession session) {
    session.pulse();
    return new PlaybackViewModel(
        session,
        answers::add,
        () -> {},
        asked::add,
        sentence -> told.add(sentence.in(Texts.ENGLISH)));
  }

  private Runnable answer() throws InterruptedException {
    return Objects.requireNonNull(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private void shrink() {
    classroom.kill(NodeId.broker(2));
    classroom.runFor(6000);
  }

  @Test
  void whoGoesToThePresentIsNotCalledBackByWhatIsFoundInThePast() throws Exception {
    shrink();
    ClusterSession session = new ClusterSession(classroom.cluster());
    PlaybackViewModel playback = playback(session);
    playback.seek(0);
    playback.runUntil(Condition.parse(SHRUNK));
    assertThat(playback.untilProperty().get()).isEqualTo(SHRUNK);
    Runnable answer = answer();

    playback.goLive();
    answer.run();

    assertThat(session.isLive()).isTrue();
    assertThat(playback.untilProperty().get()).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsFoundInThePastIsLookedAt() throws Exception {
    shrink();
    ClusterSession session = new ClusterSession(classroom.cluster());
    PlaybackViewModel playback = playback(session);
    playback.seek(0);
    playback.runUntil(Condition.parse(SHRUNK));

    answer().run();

    assertThat(session.isLive()).isFalse();
    assertThat(asked).containsExactly(session.model().seq());
    assertThat(told).containsExactly("“ISR of orders-0 < 3” holds: time stands still.");
  }

  @Test
  void aClusterThatFailsMeanwhileLeavesNothingWaitedFor() throws Exception {
    CompletableFuture<Boolean> pausing = new CompletableFuture<>();
    classroom.cluster().answerWaits(pausing);
    PlaybackViewModel playback = playback(new ClusterSession(classroom.cluster()));
    playback.runUntil(Condition.parse("records lost > 0"));
    assertThat(playback.untilProperty().get()).isEqualTo("records lost > 0");

    pausing.completeExceptionally(new IllegalStateException("the cluster has ended"));
    answer().run();

    assertThat(playback.untilProperty().get()).isEmpty();
    assertThat(told).containsExactly("No longer waiting for “records lost > 0”.");
  }
}
