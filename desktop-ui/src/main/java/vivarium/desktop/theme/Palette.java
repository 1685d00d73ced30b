package vivarium.desktop.theme;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.Tone;

/**
 * Every colour of the window: what the stage draws with, and, as {@link #css}, what controls are
 * dressed in. Tones and hues keep apart for people with protanopia, deuteranopia and tritanopia,
 * and letters have WCAG AA contrast with what they stand on; {@code PaletteTest} says so.
 */
public final class Palette {

  /** How a box is filled and outlined. */
  public record Style(Color fill, @Nullable Color outline, double lineWidth, boolean dashed) {

    static Style plain(String fill) {
      return new Style(Color.web(fill), null, 0, false);
    }

    static Style solid(String fill, String outline, double lineWidth) {
      return new Style(Color.web(fill), Color.web(outline), lineWidth, false);
    }

    static Style dashed(String fill, String outline, double lineWidth) {
      return new Style(Color.web(fill), Color.web(outline), lineWidth, true);
    }
  }

  /** What the stage draws beside tones, hues and boxes. */
  enum Ink {
    /** What everything stands on. */
    GROUND,
    /** Letters and signs on a filled hue or tone. */
    LETTERS_ON_HUE,
    HIGH_WATERMARK,
    /** Slanted lines over what is frozen. */
    HATCH,
    /** A record without a key. */
    NEUTRAL_RECORD
  }

  /** The contrast that WCAG AA asks of letters. */
  private static final double LEGIBLE = 4.5;

  private final EnumMap<Tone, Color> tones;
  private final EnumMap<Surface, Style> surfaces;
  private final EnumMap<Ink, Color> inks;
  private final List<Color> hues;
  private final LinkedHashMap<String, String> controls;

  /**
   * @param controls colours that only controls need, by the name the style sheet calls them
   */
  Palette(
      Map<Tone, String> tones,
      Map<Surface, Style> surfaces,
      Map<Ink, String> inks,
      List<String> hues,
      Map<String, String> controls) {
    this.tones = new EnumMap<>(Tone.class);
    tones.forEach((tone, web) -> this.tones.put(tone, Color.web(web)));
    this.surfaces = new EnumMap<>(surfaces);
    this.inks = new EnumMap<>(Ink.class);
    inks.forEach((ink, web) -> this.inks.put(ink, Color.web(web)));
    this.hues = hues.stream().map(Color::web).toList();
    this.controls = new LinkedHashMap<>(controls);
    tones.forEach((tone, web) -> this.controls.put("-viv-" + word(tone), web));
    this.controls.put("-viv-ground", inks.get(Ink.GROUND));
  }

  /** The word for a tone in style classes and in the names of colours. */
  static String word(Tone tone) {
    return switch (tone) {
      case PLAIN -> "plain";
      case MUTED -> "muted";
      case FAINT -> "faint";
      case ACCENT -> "accent";
      case GOOD -> "good";
      case WARN -> "warn";
      case BAD -> "bad";
      case COORDINATION -> "coordination";
    };
  }

  public Color of(Tone tone) {
    return known(tones.get(tone), tone);
  }

  public Style of(Surface surface) {
    return known(surfaces.get(surface), surface);
  }

  /** The colour of a record's key. */
  public Color hue(int hue) {
    return hue == Hues.NEUTRAL ? ink(Ink.NEUTRAL_RECORD) : hues.get(hue);
  }

  public Color ground() {
    return ink(Ink.GROUND);
  }

  public Color lettersOnHue() {
    return ink(Ink.LETTERS_ON_HUE);
  }

  /**
   * The colour of letters on a record that is drawn more or less strongly on its log: the first of
   * those in use that can be read there. One of black and white always can.
   *
   * @param strength 0 to 1
   */
  public Color lettersOnHue(int hue, Surface log, double strength) {
    Color seen = of(log).fill().interpolate(hue(hue), strength);
    for (Color letters : List.of(lettersOnHue(), of(Tone.PLAIN), Color.WHITE)) {
      if (contrast(letters, seen) >= LEGIBLE) {
        return letters;
      }
    }
    return Color.BLACK;
  }

  /** The contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. */
  static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  public Color highWatermark() {
    return ink(Ink.HIGH_WATERMARK);
  }

  public Color hatch() {
    return ink(Ink.HATCH);
  }

  private Color ink(Ink ink) {
    return known(inks.get(ink), ink);
  }

  private static <T> T known(@Nullable T value, Object of) {
    if (value == null) {
      throw new IllegalStateException("the palette has no colour for " + of);
    }
    return value;
  }

  /** The colours as a style sheet, which the rules in {@code vivarium.css} refer to. */
  String css() {
    return controls.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue() + ";")
        .collect(Collectors.joining(" ", ".root { ", " }"));
  }
}
