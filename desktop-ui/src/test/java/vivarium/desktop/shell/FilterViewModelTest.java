package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.event.ClusterEvent.Metadata.TopicCreated;
import vivarium.engine.event.TopicPartition;

/** While somebody types a filter, what is said of it and what is seen agree at every letter. */
class FilterViewModelTest {

  private final Classroom classroom = new Classroom().withClients();
  private final AtomicLong wall = new AtomicLong(1);
  private final ShellViewModel shell =
      new ShellViewModel(
          new ClusterSession(classroom.cluster()),
          (text, role, size) -> text.length() * size * 0.6,
          Texts.ENGLISH,
          Runnable::run,
          wall::get);

  /** The rows that are seen once this stands in the field. */
  private List<String> rows(String text) {
    shell.stage().filter(text);
    wall.addAndGet(200_000_000);
    shell.pulse();
    return Objects.requireNonNull(shell.frame()).grid().partitions().stream()
        .map(Object::toString)
        .toList();
  }

  private String said() {
    return shell.stage().filter().answerProperty().get();
  }

  private boolean isWrong() {
    return shell.stage().filter().wrongProperty().get();
  }

  @Test
  void aWordThatMakesNoSenseShowsEverythingAndSaysSo() {
    classroom.runFor(1000);
    assertThat(rows("")).hasSize(3);
    assertThat(rows("orders-1")).containsExactly("orders-1");
    assertThat(said()).isEqualTo("1 of 3 partitions");

    assertThat(rows("orders-1x")).isEqualTo(rows(""));
    rows("orders-1x");
    assertThat(isWrong()).isTrue();
    assertThat(said()).startsWith("“orders-1x” is in no partition's name, so all are shown.");

    assertThat(rows("orders-1")).containsExactly("orders-1");
    assertThat(isWrong()).isFalse();
    assertThat(said()).isEqualTo("1 of 3 partitions");
  }

  @Test
  void aWordThatIsBegunHidesNothingAndIsNoMistake() {
    classroom.runFor(1000);
    for (String begun : List.of("u", "unde", "under-", "broker:", "bro")) {
      assertThat(rows(begun)).as(begun).hasSize(3);
      assertThat(isWrong()).as(begun).isFalse();
      assertThat(said()).as(begun).isEqualTo("3 of 3 partitions · “" + begun + "” is only begun");
    }
    assertThat(rows("orders-1 unde")).containsExactly("orders-1");
    assertThat(said()).isEqualTo("1 of 3 partitions · “unde” is only begun");
  }

  @Test
  void aWordIsJudgedAgainWhenWhatItNamesComesIntoBeing() {
    classroom.runFor(1000);
    assertThat(rows("clicks ")).hasSize(3);
    assertThat(isWrong()).isTrue();

    TopicPartition clicks = new TopicPartition("clicks", 0);
    classroom.cluster().emit(Classroom.CONTROLLER, new TopicCreated("clicks", 1, 3));
    classroom.createPartition(clicks, List.of(1, 2, 3));
    wall.addAndGet(200_000_000);
    shell.pulse();
    wall.addAndGet(200_000_000);
    shell.pulse();

    assertThat(isWrong()).isFalse();
    assertThat(Objects.requireNonNull(shell.frame()).grid().partitions()).containsExactly(clicks);
  }

  @Test
  void thatNothingIsWrongWithAnyPartitionIsAnAnswerToo() {
    classroom.runFor(1000);
    assertThat(rows("")).hasSize(3);
    assertThat(rows("under-replicated")).isEmpty();
    assertThat(isWrong()).isFalse();
    assertThat(said()).isEqualTo("0 of 3 partitions");
  }
}
