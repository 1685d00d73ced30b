package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {

  private static final WindowPlace SMALL = new WindowPlace(0, 24, 1280, 696);
  private static final WindowPlace SECOND = new WindowPlace(1280, 0, 1920, 1080);

  @Test
  void whatFitsStaysWhereItIs() {
    WindowPlace window = new WindowPlace(100, 50, 1100, 600);

    assertThat(window.within(List.of(SMALL))).isEqualTo(window);
  }

  @Test
  void aWindowOfALargerScreenIsMadeAsLargeAsThisOne() {
    WindowPlace window = new WindowPlace(-320, -180, 1920, 1080);

    assertThat(window.within(List.of(SMALL))).isEqualTo(SMALL);
  }

  @Test
  void aWindowThatReachesOverAnEdgeIsMovedBack() {
    WindowPlace window = new WindowPlace(700, 300, 1100, 600);

    assertThat(window.within(List.of(SMALL))).isEqualTo(new WindowPlace(180, 120, 1100, 600));
  }

  @Test
  void theScreenThatShowsMostOfItKeepsIt() {
    WindowPlace window = new WindowPlace(1200, 100, 1500, 930);

    assertThat(window.within(List.of(SMALL, SECOND)))
        .isEqualTo(new WindowPlace(1280, 100, 1500, 930));
  }

  @Test
  void aScreenThatIsGoneGivesItsWindowToTheFirst() {
    WindowPlace window = new WindowPlace(4000, 0, 1100, 600);

    assertThat(window.within(List.of(SMALL, SECOND)))
        .isEqualTo(new WindowPlace(180, 24, 1100, 600));
  }
}
