package vivarium.desktop.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Palette;

class MarkTilesTest {

  private static final int SIZE = 300;

  private final Palette palette = Appearance.DARK.palette();

  private static Mark mark(double x, double y, Mark.Form form, List<Integer> hues, int records) {
    int packed = Mark.NO_HUES;
    for (int hue : hues) {
      packed = Mark.withHue(packed, hue);
    }
    return new Mark(x, y, form, packed, records, Tone.GOOD, 10, 1, 1, 1);
  }

  private PixelReader drawn(List<List<Mark>> moments) {
    return Toolkit.call(
        () -> {
          MarkTiles tiles = new MarkTiles(palette);
          Scene scene = new Scene(new Group(tiles), SIZE, SIZE, Color.BLACK);
          tiles.fit(SIZE, SIZE);
          moments.forEach(tiles::show);
          return scene.snapshot(null).getPixelReader();
        });
  }

  private static int coloured(PixelReader reader) {
    int count = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        if (!reader.getColor(x, y).equals(Color.BLACK)) {
          count++;
        }
      }
    }
    return count;
  }

  /** Tiles meet at 128. */
  @ParameterizedTest(name = "at {0}")
  @ValueSource(doubles = {50.3, 126, 128, 131.5, 255.9})
  void aDotIsWholeWhereverItStands(double at) {
    PixelReader reader = drawn(List.of(List.of(mark(at, at, Mark.Form.REQUEST, List.of(), 0))));

    assertThat(reader.getColor((int) at, (int) at)).isEqualTo(palette.of(Tone.GOOD));
    assertThat(coloured(reader)).isBetween(75, 110);
  }

  @Test
  void aRecordHasItsHueAndAReplyIsHollow() {
    PixelReader reader =
        drawn(
            List.of(
                List.of(
                    mark(40, 40, Mark.Form.RECORDS, List.of(2), 1),
                    mark(90, 40, Mark.Form.REPLY, List.of(), 0))));

    assertThat(reader.getColor(40, 40)).isEqualTo(palette.hue(2));
    assertThat(reader.getColor(90, 40)).isEqualTo(palette.ground());
    assertThat(reader.getColor(94, 40)).isNotEqualTo(palette.ground());
  }

  @Test
  void moreRecordsThanBoxesAreCountedInLetters() {
    int boxes = coloured(drawn(List.of(List.of(three(3)))));
    int counted = coloured(drawn(List.of(List.of(three(1234)))));

    assertThat(counted).isGreaterThan(boxes + 60);
  }

  private static Mark three(int records) {
    return mark(60, 60, Mark.Form.RECORDS, List.of(0, 1, 2), records);
  }

  @Test
  void whatHasGoneLeavesNothing() {
    Mark burst = mark(100, 100, Mark.Form.BURST, List.of(), 0);

    assertThat(coloured(drawn(List.of(List.of(burst))))).isPositive();
    assertThat(coloured(drawn(List.of(List.of(burst), List.of())))).isZero();
  }

  @Test
  void outsideOfTheStageNothingIsDrawn() {
    assertThat(
            coloured(
                drawn(
                    List.of(
                        List.of(
                            mark(-20, 40, Mark.Form.ERROR, List.of(), 0),
                            mark(40, 2000, Mark.Form.ERROR, List.of(), 0))))))
        .isZero();
  }
}
