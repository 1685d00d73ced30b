package vivarium.desktop.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Palette;

/** Tiles meet at multiples of 240 across and 160 down. */
class ShapeTilesTest {

  private static final int WIDTH = 700;
  private static final int HEIGHT = 400;

  private final Palette palette = Appearance.DARK.palette();
  private final ShapeTiles tiles = Toolkit.call(() -> new ShapeTiles(palette));
  private final Scene scene =
      Toolkit.call(
          () -> {
            tiles.fit(WIDTH, HEIGHT);
            return new Scene(new Group(tiles), WIDTH, HEIGHT, Color.BLACK);
          });

  private static Shape panel(double x, double y) {
    return new Shape.Panel(new Rect(x, y, 60, 40), Shape.Surface.CARD, 6);
  }

  private static List<Shape> everyKind() {
    byte[] heat = new byte[90 * 30];
    Arrays.fill(heat, (byte) 3);
    return List.of(
        panel(210, 140),
        new Shape.Text(
            200, 165, "a text across", TextRole.MONO, 14, Tone.PLAIN, Shape.Align.LEFT, 120),
        new Shape.RecordBox(
            new Rect(470, 150, 30, 20), Shape.Surface.CELL_LEADER, 2, false, 1, "17", 11),
        new Shape.Line(10, 10, 690, 390, Shape.Stroke.WALL),
        new Shape.Triangle(240, 300, 9, true, false),
        new Shape.Icon(480, 320, 22, Shape.Glyph.CROWN, Tone.WARN),
        new Shape.Wire(
            List.of(new Shape.Point(20, 300), new Shape.Point(500, 300), new Shape.Point(500, 20)),
            Tone.GOOD,
            true),
        new Shape.Arrow(
            new Shape.Point(100, 20), new Shape.Point(242, 158), Tone.BAD, 1, false, true, true),
        new Shape.Bar(new Rect(430, 60, 100, 6), 0.7, Tone.GOOD),
        new Shape.Clip(new Rect(30.4, 150.6, 300, 60)),
        new Shape.Hatch(new Rect(100, 100, 200, 100)),
        new Shape.Clip(new Rect(0, 180, 800, 800)),
        panel(215, 160),
        new Shape.ClipEnd(),
        panel(310, 190),
        new Shape.ClipEnd(),
        new Shape.Heat(560, 145, 90, 30, heat));
  }

  private int[] pixels(Scene shown) {
    return Toolkit.call(
        () -> {
          WritableImage image = shown.snapshot(null);
          int[] pixels = new int[WIDTH * HEIGHT];
          image
              .getPixelReader()
              .getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
          return pixels;
        });
  }

  private int[] onOneCanvas(List<Shape> shapes) {
    return pixels(
        Toolkit.call(
            () -> {
              Canvas canvas = new Canvas(WIDTH, HEIGHT);
              new ShapePainter(canvas.getGraphicsContext2D(), palette).paint(shapes);
              return new Scene(new Group(canvas), WIDTH, HEIGHT, Color.BLACK);
            }));
  }

  private void show(List<Shape> background, List<Shape> cells) {
    Toolkit.run(() -> tiles.show(List.of(background, cells)));
  }

  private int[] drawn(boolean all) {
    Toolkit.run(() -> tiles.draw(all));
    return pixels(scene);
  }

  @Test
  void everythingLooksAsOnOneCanvas() {
    show(everyKind(), List.of());

    assertThat(drawn(true)).isEqualTo(onOneCanvas(everyKind()));
  }

  @Test
  void whatIsNoLongerThereIsGone() {
    show(everyKind(), List.of(panel(20, 20)));
    drawn(true);
    show(List.of(panel(300, 300)), List.of());

    assertThat(drawn(true)).isEqualTo(onOneCanvas(List.of(panel(300, 300))));
  }

  @Test
  void otherColoursDressEverythingAnew() {
    show(everyKind(), List.of());
    drawn(true);
    Palette light = Appearance.LIGHT.palette();
    Toolkit.run(
        () -> {
          tiles.dress(light, 1);
          tiles.fit(WIDTH, HEIGHT);
        });
    show(List.of(panel(20, 20)), List.of());

    assertThat(drawn(true)[40 * WIDTH + 50])
        .isNotEqualTo(onOneCanvas(List.of(panel(20, 20)))[40 * WIDTH + 50]);
  }

  @Test
  void whatCanWaitIsDrawnWithinThreeFrames() {
    List<Shape> everywhere = new ArrayList<>();
    for (int x = 20; x < WIDTH; x += 100) {
      for (int y = 20; y < HEIGHT; y += 70) {
        everywhere.add(panel(x, y));
      }
    }
    int[] whole = onOneCanvas(everywhere);
    show(everywhere, List.of());

    assertThat(drawn(false)).as("a third").isNotEqualTo(whole);
    assertThat(drawn(false)).as("two thirds").isNotEqualTo(whole);
    assertThat(drawn(false)).as("all").isEqualTo(whole);
  }

  @Test
  void aPartOfAHeatMapHasThePixelsThatLieThere() {
    byte[] pixels = new byte[100];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    Shape.Heat heat = new Shape.Heat(5, 7, 10, 10, pixels);

    assertThat(heat.within(new Rect(12, 15.5, 100, 1.2)))
        .isEqualTo(new Shape.Heat(12, 15, 3, 2, new byte[] {87, 88, 89, 97, 98, 99}));
  }
}
