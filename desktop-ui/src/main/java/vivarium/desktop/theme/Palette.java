package vivarium.desktop.theme;

import java.util.List;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.Tone;

/** The dark theme's colours. The style sheet repeats the few that controls need. */
public final class Palette {

  public static final Color GROUND = Color.web("#0a0e14");
  public static final Color LETTERS_ON_HUE = Color.web("#0a1018");

  private static final Color TEXT = Color.web("#e8edf4");
  private static final Color MUTED = Color.web("#8d99aa");
  private static final Color FAINT = Color.web("#566173");
  private static final Color BLUE = Color.web("#69a8ff");
  private static final Color GREEN = Color.web("#45c088");
  private static final Color AMBER = Color.web("#f2b04c");
  private static final Color RED = Color.web("#ff6363");
  private static final Color VIOLET = Color.web("#b79bff");

  /** Told apart in every pair, none of them the red of an alarm. */
  private static final List<Color> HUES =
      List.of(
          Color.web("#58b4f0"),
          Color.web("#f0a043"),
          Color.web("#45c8a6"),
          Color.web("#d880d6"),
          Color.web("#ecd751"),
          Color.web("#8a97f5"),
          Color.web("#ee8d78"),
          Color.web("#a3cf5f"));

  private static final Color NEUTRAL_RECORD = Color.web("#94a1b3");

  private Palette() {}

  /** How a box is filled and outlined. */
  public record Style(Color fill, @Nullable Color outline, double lineWidth, boolean dashed) {}

  public static Color of(Tone tone) {
    return switch (tone) {
      case PLAIN -> TEXT;
      case MUTED -> MUTED;
      case FAINT -> FAINT;
      case ACCENT -> BLUE;
      case GOOD -> GREEN;
      case WARN -> AMBER;
      case BAD -> RED;
      case COORDINATION -> VIOLET;
    };
  }

  public static Color hue(int hue) {
    return hue == Hues.NEUTRAL ? NEUTRAL_RECORD : HUES.get(hue);
  }

  public static Style of(Surface surface) {
    return switch (surface) {
      case BROKER -> style("#101722", "#263142", 1);
      case BROKER_STOPPED -> dashed("#0c1118", "#3a4556", 1);
      case BROKER_CRASHED -> dashed("#170d12", "#8a3640", 1.3);
      case BROKER_FROZEN -> dashed("#10161f", "#8b7340", 1.3);
      case CARD -> style("#121a26", "#273346", 1);
      case CARD_BAD -> style("#1c1118", "#8a3640", 1.2);
      case CONTROLLER_ACTIVE -> style("#16152a", "#8f78d8", 1.4);
      case CELL_LEADER -> style("#142033", "#69a8ff", 1.8);
      case CELL_FOLLOWER -> style("#111a26", "#2f5a52", 1);
      case CELL_OUT_OF_SYNC -> dashed("#17171a", "#c78f3c", 1.3);
      case CELL_OFFLINE -> style("#120d13", "#47272f", 1);
      case CELL_SHUT_DOWN -> style("#0f131a", "#333d4c", 1);
      case CELL_EMPTY -> dashed("#0f151e", "#2a3545", 1);
      case MEMBER -> style("#17202e", null, 0);
      case CHIP -> style("#1f2a3a", null, 0);
      case CHIP_WARN -> style("#33280f", null, 0);
      case CHIP_ACCENT -> style("#1d2c45", null, 0);
      case CHIP_COORDINATION -> style("#28233f", null, 0);
      case CAPTION_QUIET -> style("#0f151f", "#223044", 1);
      case CAPTION_WARN -> style("#1d180d", "#7d6127", 1.2);
      case CAPTION_BAD -> style("#210f13", "#a23e48", 1.4);
      case SELECTED -> new Style(Color.TRANSPARENT, Color.web("#cfe2ff"), 1.4, false);
      case SQUARE_GOOD -> style("#22564a", null, 0);
      case SQUARE_LEADER -> style("#4d86d6", null, 0);
      case SQUARE_WARN -> style("#c78f3c", null, 0);
      case SQUARE_BAD -> style("#e04f55", null, 0);
      case SQUARE_GONE -> style("#2a2230", null, 0);
    };
  }

  private static Style style(String fill, @Nullable String outline, double lineWidth) {
    return new Style(
        Color.web(fill), outline == null ? null : Color.web(outline), lineWidth, false);
  }

  private static Style dashed(String fill, String outline, double lineWidth) {
    return new Style(Color.web(fill), Color.web(outline), lineWidth, true);
  }
}
