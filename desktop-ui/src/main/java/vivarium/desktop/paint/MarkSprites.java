package vivarium.desktop.paint;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.paint.Sprite.Figure;
import vivarium.desktop.paint.Sprite.Part;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Fonts;
import vivarium.desktop.theme.Palette;

/**
 * What marks look like, drawn once each: per kind, colour and size, and per place within a pixel,
 * so that slow marks glide.
 */
final class MarkSprites {

  /** Places within a pixel, across and down. */
  private static final int PHASES = 4;

  /** Sizes are told apart by so many steps a pixel. */
  private static final int SIZE_STEPS = 2;

  /** Larger marks are drawn as large as this, in steps. */
  private static final int MAX_STEPS = 63;

  /** More than there are hues or tones. */
  private static final int COLOURS = 16;

  /** Timers are told apart by so many steps; all are of one size. */
  private static final int ARC_STEPS = 48;

  /** Letters of Latin-1; a count has no others. */
  private static final int LETTERS = 256;

  private static final double SMALLEST_DISC = 5;
  private static final int RAYS = 8;
  private static final double NUMBER_SIZE = 9;

  /** A kind of mark, apart from its colour. */
  enum Kind {
    RECORD,
    WAITING_RECORD,
    FILLED,
    HOLLOW,
    DIAMOND,
    BURST,
    CROWN,
    RING
  }

  private final Palette palette;
  private final double scale;

  /** By kind, colour, size and phase. */
  private final @Nullable Sprite[] sprites =
      new Sprite[Kind.values().length * COLOURS * (MAX_STEPS + 1) * PHASES * PHASES];

  private final Map<Integer, Sprite> arcs = new HashMap<>();

  /** By the letter: digits and the sign before them. */
  private final @Nullable Sprite[] letters = new Sprite[LETTERS];

  /**
   * The sprites of a palette.
   *
   * @param scale pixels a unit of the stage
   */
  MarkSprites(Palette palette, double scale) {
    this.palette = palette;
    this.scale = scale;
  }

  /** A record's box, by its hue. */
  Sprite record(boolean filled, int hue, double size, double pixelX, double pixelY) {
    return find(filled ? Kind.RECORD : Kind.WAITING_RECORD, hue + 1, size, pixelX, pixelY);
  }

  /** Any other mark, by its tone. */
  Sprite of(Kind kind, Tone tone, double size, double pixelX, double pixelY) {
    return find(kind, tone.ordinal(), size, pixelX, pixelY);
  }

  private Sprite find(Kind kind, int colour, double size, double pixelX, double pixelY) {
    int steps = Math.min(MAX_STEPS, (int) Math.round(size * SIZE_STEPS));
    int phaseX = phase(pixelX);
    int phaseY = phase(pixelY);
    int index = (kind.ordinal() * COLOURS + colour) * (MAX_STEPS + 1) + steps;
    index = (index * PHASES + phaseX) * PHASES + phaseY;
    Sprite found = sprites[index];
    if (found == null) {
      double offX = (phaseX + 0.5) / PHASES;
      double offY = (phaseY + 0.5) / PHASES;
      found = draw(kind, colour, scale * steps / SIZE_STEPS, offX, offY);
      sprites[index] = found;
    }
    return found;
  }

  private static int phase(double at) {
    return (int) ((at - Math.floor(at)) * PHASES);
  }

  private Sprite draw(Kind kind, int colour, double size, double offX, double offY) {
    double half = size / 2;
    Color ground = palette.ground();
    return switch (kind) {
      case RECORD ->
          Sprite.of(
              half + 2 * scale,
              offX,
              offY,
              new Part(Figure.box(half + 1.2 * scale, 2.5 * scale), ground),
              new Part(Figure.box(half, 2 * scale), palette.hue(colour - 1)));
      case WAITING_RECORD ->
          Sprite.of(
              half + 2 * scale,
              offX,
              offY,
              new Part(Figure.box(half + 1.2 * scale, 2.5 * scale), ground),
              new Part(Figure.frame(half, 2 * scale, 1.4 * scale), palette.hue(colour - 1)));
      case FILLED ->
          Sprite.of(
              half + 1,
              offX,
              offY,
              new Part(
                  size < SMALLEST_DISC * scale ? Figure.box(half, 0) : Figure.disc(half),
                  tone(colour)));
      case HOLLOW -> hollow(half, colour, offX, offY);
      case DIAMOND -> Sprite.of(half + 1, offX, offY, new Part(Figure.diamond(half), tone(colour)));
      case BURST ->
          Sprite.of(
              half + 1,
              offX,
              offY,
              new Part(Figure.burst(half * 0.45, half, RAYS, 1.6 * scale), tone(colour)));
      case CROWN ->
          Sprite.of(
              half + 2 * scale,
              offX,
              offY,
              new Part(crown(half + 1.6 * scale), ground),
              new Part(crown(half), tone(colour)));
      case RING ->
          Sprite.of(
              half + 1 + scale, offX, offY, new Part(Figure.ring(half, 2 * scale), tone(colour)));
    };
  }

  private static Figure crown(double half) {
    return Figure.polygon(GlyphPainter.CROWN_X, GlyphPainter.CROWN_Y, half);
  }

  /** What is left of a timer, before the whole of it. */
  Sprite arc(Tone tone, double size, double part, double pixelX, double pixelY) {
    int step = (int) Math.round(part * ARC_STEPS);
    int phases = phase(pixelX) * PHASES + phase(pixelY);
    int key = ((tone.ordinal() * (ARC_STEPS + 1)) + step) * PHASES * PHASES + phases;
    return arcs.computeIfAbsent(
        key,
        unused -> {
          double half = size * scale / 2;
          return Sprite.of(
              half + 1 + scale,
              (phase(pixelX) + 0.5) / PHASES,
              (phase(pixelY) + 0.5) / PHASES,
              new Part(
                  Figure.ring(half, 2 * scale), palette.of(Tone.FAINT).deriveColor(0, 1, 1, 0.45)),
              new Part(Figure.arc(half, 2.4 * scale, (double) step / ARC_STEPS), palette.of(tone)));
        });
  }

  private Sprite hollow(double half, int colour, double offX, double offY) {
    if (2 * half < SMALLEST_DISC * scale) {
      Figure frame = Figure.frame(half + scale / 2, 0, scale);
      return Sprite.of(half + 1, offX, offY, new Part(frame, tone(colour)));
    }
    return Sprite.of(
        half + scale,
        offX,
        offY,
        new Part(Figure.disc(half), palette.ground()),
        new Part(Figure.ring(half, 1.6 * scale), tone(colour)));
  }

  private Color tone(int colour) {
    return palette.of(Tone.values()[colour]);
  }

  /** A letter of a count; its place is at the left end of its baseline. */
  Sprite letter(char letter) {
    Sprite found = letters[letter];
    if (found == null) {
      found = drawLetter(letter);
      letters[letter] = found;
    }
    return found;
  }

  /** How far the next letter of a count is, in pixels. */
  int letterWidth() {
    return (int) Math.round(NUMBER_SIZE * 0.6 * scale);
  }

  private Sprite drawLetter(char letter) {
    Text text = new Text(String.valueOf(letter));
    text.setFont(Fonts.of(TextRole.MONO, NUMBER_SIZE));
    text.setFill(palette.hue(Hues.NEUTRAL));
    new Scene(new Group(text));
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    parameters.setTransform(Transform.scale(scale, scale));
    WritableImage image = text.snapshot(parameters, null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
    int baseline = (int) Math.round(text.getBaselineOffset() * scale);
    return new Sprite(width, height, 0, baseline, pixels);
  }
}
