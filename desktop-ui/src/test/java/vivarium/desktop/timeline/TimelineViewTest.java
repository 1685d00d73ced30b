package vivarium.desktop.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;

class TimelineViewTest {

  private static final long SECOND = 1_000_000_000L;

  /** How strongly the links of the chain are drawn, from the event asked about to its causes. */
  private static List<Double> chainAt(TimelineView view, long headNanos) {
    view.showHead(headNanos, true);
    return List.of(
        view.lookup("#visit-0").getParent().getOpacity(),
        view.lookup("#visit-1").getParent().getOpacity());
  }

  @Test
  void whatLiesAheadOfTheMomentLookedAtIsFadedInTheCausesToo() {
    Classroom classroom = new Classroom();
    ClusterSession session = new ClusterSession(classroom.cluster());
    classroom.runFor(1000);
    classroom.kill(Classroom.BROKER_1); // It is fenced three seconds later.
    classroom.runFor(5000);
    session.pulse();

    Toolkit.run(
        () -> {
          TimelineViewModel timeline = new TimelineViewModel(session, Texts.ENGLISH);
          timeline.update();
          TimelineView view = new TimelineView(timeline, seq -> {}, seq -> {});
          new Scene(view, 900, 200);
          view.applyCss();
          timeline.ask(timeline.lines().get(2).seq());
          view.layout();
          assertThat(timeline.chainProperty().get())
              .extracting(EventLine::sentence)
              .containsExactly(
                  "broker 1 was fenced: no heartbeat for 3000 ms", "broker 1 was killed");

          assertThat(chainAt(view, 6 * SECOND)).containsExactly(1.0, 1.0);
          assertThat(chainAt(view, 3 * SECOND)).containsExactly(0.45, 1.0);
          assertThat(chainAt(view, SECOND / 2)).containsExactly(0.45, 0.45);
        });
  }
}
