package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.GridView;
import vivarium.desktop.stage.StageLayout;
import vivarium.desktop.stage.StageOptions;
import vivarium.desktop.stage.Viewport;

class CameraTest {

  private static final long FRAME_NANOS = 16_000_000;
  private static final int FRAMES_OF_A_GLIDE = 80;

  private final Camera camera = new Camera();
  private final GridView whole = grid();

  private static GridView grid() {
    Classroom classroom = new Classroom(20, List.of("orders"), 300);
    return new StageLayout((text, role, size) -> text.length() * size * 0.6)
        .layout(classroom.cluster().model(), 0, 1250, 770, StageOptions.DEFAULT, Texts.ENGLISH)
        .grid()
        .view();
  }

  private GridView view() {
    return whole.at(camera.viewport());
  }

  private void glide() {
    for (int i = 0; i < FRAMES_OF_A_GLIDE && camera.isMoving(); i++) {
      camera.advance(FRAME_NANOS, view(), false);
    }
    assertThat(camera.isMoving()).isFalse();
  }

  @Test
  void zoomingGlidesAndKeepsWhatIsUnderThePointer() {
    double x = whole.body().centerX() + 60;
    double y = whole.body().centerY() + 90;
    double column = whole.columnAt(x);
    double row = whole.rowAt(y);

    camera.zoom(6, x, y, view());
    double zoom = 1;
    for (int i = 0; i < 5; i++) {
      camera.advance(FRAME_NANOS, view(), false);
      assertThat(camera.viewport().zoom()).isGreaterThan(zoom).isLessThan(6);
      zoom = camera.viewport().zoom();
      assertThat(view().columnAt(x)).isCloseTo(column, within(1e-6));
      assertThat(view().rowAt(y)).isCloseTo(row, within(1e-6));
    }
    glide();

    assertThat(camera.viewport().zoom()).isEqualTo(6);
    camera.fit(view());
    glide();
    assertThat(camera.viewport()).isEqualTo(Viewport.FIT);
  }

  @Test
  void notchesAddUpWhileItGlides() {
    camera.zoom(1.5, 600, 400, view());
    camera.advance(FRAME_NANOS, view(), false);
    camera.zoom(1.5, 600, 400, view());
    glide();

    assertThat(camera.viewport().zoom()).isCloseTo(2.25, within(1e-9));
  }

  @Test
  void aDragMovesTheGridWithThePointerAndNotBesideItsEdge() {
    camera.zoom(6, 600, 400, view());
    glide();
    GridView before = view();

    camera.drag(-30, -40, before);

    assertThat(view().columnAt(500)).isCloseTo(before.columnAt(530), within(1e-6));
    assertThat(view().rowAt(300)).isCloseTo(before.rowAt(340), within(1e-6));
    camera.drag(1e6, 1e6, view());
    assertThat(camera.viewport().column()).isZero();
    assertThat(camera.viewport().row()).isZero();
  }

  @Test
  void aRowOutOfSightIsBroughtIntoIt() {
    camera.zoom(6, 600, 200, view());
    glide();
    assertThat(view().rowAt(view().body().bottom())).isLessThan(250);

    camera.reveal(250, view());
    glide();

    assertThat(view().rowAt(view().body().bottom())).isCloseTo(251, within(0.5));
  }

  @Test
  void calmlyItIsThereAtOnce() {
    camera.zoom(3, 500, 400, view());
    camera.advance(FRAME_NANOS, view(), true);

    assertThat(camera.isMoving()).isFalse();
    assertThat(camera.viewport().zoom()).isEqualTo(3);
  }
}
