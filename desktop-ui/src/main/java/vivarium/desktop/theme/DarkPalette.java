package vivarium.desktop.theme;

import static vivarium.desktop.theme.Palette.Style.dashed;
import static vivarium.desktop.theme.Palette.Style.plain;
import static vivarium.desktop.theme.Palette.Style.solid;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Palette.Ink;
import vivarium.desktop.theme.Palette.Style;

/** A quiet night: dark neutral ground, and what goes wrong is the loudest thing. */
final class DarkPalette {

  static final Palette PALETTE = new Palette(tones(), surfaces(), inks(), hues(), controls());

  private DarkPalette() {}

  private static Map<Tone, String> tones() {
    return Map.of(
        Tone.PLAIN, "#e8edf4",
        Tone.MUTED, "#a0acbd",
        Tone.FAINT, "#8a96a8",
        Tone.ACCENT, "#69a8ff",
        Tone.GOOD, "#56d6a8",
        Tone.WARN, "#f7b23b",
        Tone.BAD, "#ff5f6b",
        Tone.COORDINATION, "#b79bff");
  }

  private static List<String> hues() {
    return List.of(
        "#52c8f9", "#f4bf06", "#7af5e8", "#c078b2", "#7f8f1f", "#5f83fc", "#fd8f87", "#b9f786");
  }

  private static Map<Ink, String> inks() {
    return Map.of(
        Ink.GROUND, "#0a0e14",
        Ink.LETTERS_ON_HUE, "#0a1018",
        Ink.HIGH_WATERMARK, "#ffffff",
        Ink.HATCH, "#9fc4e8",
        Ink.NEUTRAL_RECORD, "#94a1b3");
  }

  private static Map<Surface, Style> surfaces() {
    EnumMap<Surface, Style> styles = new EnumMap<>(Surface.class);
    styles.put(Surface.BROKER, solid("#101722", "#263142", 1));
    styles.put(Surface.BROKER_STOPPED, dashed("#0c1118", "#3a4556", 1));
    styles.put(Surface.BROKER_CRASHED, dashed("#170d12", "#8a3640", 1.3));
    styles.put(Surface.BROKER_FROZEN, dashed("#10161f", "#8b7340", 1.3));
    styles.put(Surface.CARD, solid("#121a26", "#273346", 1));
    styles.put(Surface.CARD_BAD, solid("#1c1118", "#8a3640", 1.2));
    styles.put(Surface.CONTROLLER_ACTIVE, solid("#16152a", "#8f78d8", 1.4));
    styles.put(Surface.CELL_LEADER, solid("#142033", "#69a8ff", 1.8));
    styles.put(Surface.CELL_FOLLOWER, solid("#111a26", "#2f5a52", 1));
    styles.put(Surface.CELL_OUT_OF_SYNC, dashed("#17171a", "#c78f3c", 1.3));
    styles.put(Surface.CELL_OFFLINE, solid("#120d13", "#47272f", 1));
    styles.put(Surface.CELL_SHUT_DOWN, solid("#0f131a", "#333d4c", 1));
    styles.put(Surface.CELL_EMPTY, dashed("#0f151e", "#2a3545", 1));
    styles.put(Surface.MEMBER, plain("#17202e"));
    styles.put(Surface.CHIP, plain("#1f2a3a"));
    styles.put(Surface.CHIP_WARN, plain("#33280f"));
    styles.put(Surface.CHIP_ACCENT, plain("#1d2c45"));
    styles.put(Surface.CHIP_COORDINATION, plain("#28233f"));
    styles.put(Surface.CAPTION_QUIET, solid("#0f151f", "#223044", 1));
    styles.put(Surface.CAPTION_WARN, solid("#1d180d", "#7d6127", 1.2));
    styles.put(Surface.CAPTION_BAD, solid("#210f13", "#a23e48", 1.4));
    styles.put(Surface.SELECTED, solid("#00000000", "#cfe2ff", 1.4));
    styles.put(Surface.POINTED, dashed("#00000000", "#cfe2ff", 1.2));
    styles.put(Surface.SQUARE_GOOD, plain("#22564a"));
    styles.put(Surface.SQUARE_LEADER, plain("#4d86d6"));
    styles.put(Surface.SQUARE_WARN, plain("#c78f3c"));
    styles.put(Surface.SQUARE_BAD, plain("#e04f55"));
    styles.put(Surface.SQUARE_GONE, plain("#2a2230"));
    styles.put(Surface.HEAT_GOOD, plain("#1a3a35"));
    styles.put(Surface.HEAT_LEADER, plain("#2b4c7b"));
    return styles;
  }

  private static Map<String, String> controls() {
    return Map.ofEntries(
        Map.entry("-viv-past", "#2fd3d8"),
        Map.entry("-viv-veil", "#060a10d0"),
        Map.entry("-viv-past-ground", "#0d2527"),
        Map.entry("-viv-past-letters", "#a8f0f2"),
        Map.entry("-viv-panel", "#0f151f"),
        Map.entry("-viv-raised", "#141d2a"),
        Map.entry("-viv-line", "#223044"),
        Map.entry("-viv-line-soft", "#1c2736"),
        Map.entry("-viv-line-strong", "#34445c"),
        Map.entry("-viv-text", "#e8edf4"),
        Map.entry("-viv-product", "#ffffff"),
        Map.entry("-viv-icon", "#c4cedb"),
        Map.entry("-viv-hover", "#1a2433"),
        Map.entry("-viv-picked", "#1b2a40"),
        Map.entry("-viv-good-ground", "#12271f"),
        Map.entry("-viv-good-line", "#2b7a57"),
        Map.entry("-viv-warn-ground", "#2a2110"),
        Map.entry("-viv-warn-line", "#7d6127"),
        Map.entry("-viv-bad-ground", "#241318"),
        Map.entry("-viv-bad-line", "#8a3640"),
        Map.entry("-viv-bad-letters", "#ff8a8a"),
        Map.entry("-viv-notice", "#152233"),
        Map.entry("-viv-notice-letters", "#d8e4f4"),
        Map.entry("-viv-alarm", "#5a141d"),
        Map.entry("-viv-alarm-letters", "#ffffff"),
        Map.entry("-viv-key", "#1f2a3a"),
        Map.entry("-viv-key-letters", "#cfe2ff"));
  }
}
