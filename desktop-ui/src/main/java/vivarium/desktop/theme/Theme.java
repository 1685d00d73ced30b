package vivarium.desktop.theme;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.css.Styleable;
import javafx.scene.Scene;
import vivarium.desktop.stage.Tone;

/** Dresses a scene: AtlantaFX's controls, our fonts, our colours, our style sheet. */
public final class Theme {

  private static final String TONE = "tone-";

  /** What vivarium.css gives to menus, tips and drop-down lists, in pixels. */
  private static final double MENU_LETTERS = 12;

  private static final double TIP_LETTERS = 11.5;
  private static final double LIST_LETTERS = 11;

  /** Of a drop-down list: it is as high as its rows, which it would not measure anew. */
  private static final double LIST_ROW = 21.5;

  private Theme() {}

  public static void apply(Scene scene, Appearance appearance) {
    Fonts.load();
    URL ours = Theme.class.getResource("vivarium.css");
    if (ours == null) {
      throw new IllegalStateException("resource vivarium.css is missing from the program");
    }
    Palette palette = appearance.palette();
    scene.setUserAgentStylesheet(appearance.controlsStyleSheet());
    scene.getStylesheets().setAll(asAddress(palette.css()), ours.toExternalForm());
    scene.setFill(palette.ground());
  }

  /**
   * The sheet for a menu, a tip or a drop-down list of a scene whose content is drawn larger.
   *
   * @param scale how much larger than at 100 %
   */
  public static String popups(double scale) {
    return asAddress(
        String.format(
            Locale.ROOT,
            """
            .context-menu { -fx-font-size: %1$.1fpx; }
            .context-menu .menu-item { -fx-padding: 0.67em 1em 0.67em 1em; }
            .tooltip { -fx-font-size: %2$.1fpx; -fx-padding: 0.7em 1.05em 0.7em 1.05em; }
            .combo-box-popup .list-view { -fx-fixed-cell-size: %4$.1fpx; }
            .combo-box-popup .list-view .virtual-flow .list-cell {
              -fx-font-size: %3$.1fpx;
              -fx-padding: 0.27em 0.63em 0.27em 0.63em;
            }
            """,
            MENU_LETTERS * scale,
            TIP_LETTERS * scale,
            LIST_LETTERS * scale,
            LIST_ROW * scale));
  }

  /** Sets what is in a pane in the letters of a language. */
  public static void speak(Styleable pane, Locale language) {
    String korean = "korean";
    pane.getStyleClass().remove(korean);
    if (language.getLanguage().equals(Locale.KOREAN.getLanguage())) {
      pane.getStyleClass().add(korean);
    }
  }

  private static String asAddress(String css) {
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives a control the colour of a tone, and takes an earlier one away. */
  public static void tone(Styleable control, Tone tone) {
    List<String> classes = control.getStyleClass();
    String wanted = TONE + Palette.word(tone);
    if (!classes.contains(wanted)) { // Each change of a class has all styles looked up anew.
      classes.removeIf(each -> each.startsWith(TONE));
      classes.add(wanted);
    }
  }
}
