package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;

class PlacesTest {

  private final Classroom classroom = new Classroom().withClients().runFor(8000);

  private Frame frame(Places places) {
    return new StageLayout(new FixedMeasure())
        .layout(
            classroom.cluster().model(),
            classroom.cluster().nowNanos(),
            1250,
            770,
            StageOptions.DEFAULT.withPlaces(places),
            Texts.ENGLISH);
  }

  @Test
  void brokersProducersAndGroupsStandInTheOrderTheyWereGiven() {
    Frame usual = frame(Places.USUAL);
    Frame moved = frame(new Places(List.of("3", "1"), List.of("web-checkout"), List.of("billing")));

    assertThat(usual.grid().brokers())
        .containsExactly(Classroom.BROKER_1, Classroom.BROKER_2, Classroom.BROKER_3);
    assertThat(moved.grid().brokers())
        .containsExactly(Classroom.BROKER_3, Classroom.BROKER_1, Classroom.BROKER_2);
    assertThat(moved.grid().columnOf(Classroom.BROKER_3)).isZero();
    assertThat(y(usual, "web-checkout")).isGreaterThan(y(usual, "mobile"));
    assertThat(y(moved, "web-checkout")).isLessThan(y(moved, "mobile"));
    assertThat(groupY(usual, "billing")).isGreaterThan(groupY(usual, "analytics"));
    assertThat(groupY(moved, "billing")).isLessThan(groupY(moved, "analytics"));
  }

  private static double y(Frame frame, String producer) {
    return Objects.requireNonNull(frame.places().get(NodeId.producer(producer))).y();
  }

  private static double groupY(Frame frame, String group) {
    return Objects.requireNonNull(frame.spots().groups().get(group)).y();
  }

  @Test
  void whatIsKeptIsReadBackAndAnythingElseIsAsUsual() {
    Places places = new Places(List.of("3", "1"), List.of("a b"), List.of());

    assertThat(Places.parse(places.text())).isEqualTo(places);
    assertThat(Places.parse("broad")).isEqualTo(Places.USUAL);
    assertThat(Places.moved(List.of("1", "2", "3"), "1", 2)).containsExactly("2", "3", "1");
    assertThat(Places.moved(List.of("1", "2", "3"), "3", -4)).containsExactly("3", "1", "2");
  }
}
