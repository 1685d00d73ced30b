package vivarium.desktop.theme;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.css.Styleable;
import javafx.scene.Scene;
import vivarium.desktop.stage.Tone;

/** Dresses a scene: AtlantaFX's controls, our fonts, our colours, our style sheet. */
public final class Theme {

  private static final String TONE = "tone-";

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
