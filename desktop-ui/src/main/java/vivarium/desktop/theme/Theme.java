package vivarium.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import java.net.URL;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import vivarium.desktop.stage.Tone;

/** Dresses a scene: AtlantaFX's dark theme, our fonts, our style sheet. */
public final class Theme {

  private Theme() {}

  public static void apply(Scene scene) {
    Fonts.load();
    URL ours = Theme.class.getResource("vivarium.css");
    if (ours == null) {
      throw new IllegalStateException("resource vivarium.css is missing from the program");
    }
    scene.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    scene.getStylesheets().setAll(ours.toExternalForm());
    scene.setFill(Palette.GROUND);
  }

  /** Gives a control the colour of a tone, and takes an earlier one away. */
  public static void tone(Region control, Tone tone) {
    for (Tone other : Tone.values()) {
      control.getStyleClass().remove(styleClass(other));
    }
    control.getStyleClass().add(styleClass(tone));
  }

  private static String styleClass(Tone tone) {
    return switch (tone) {
      case PLAIN -> "tone-plain";
      case MUTED -> "tone-muted";
      case FAINT -> "tone-faint";
      case ACCENT -> "tone-accent";
      case GOOD -> "tone-good";
      case WARN -> "tone-warn";
      case BAD -> "tone-bad";
      case COORDINATION -> "tone-coordination";
    };
  }
}
