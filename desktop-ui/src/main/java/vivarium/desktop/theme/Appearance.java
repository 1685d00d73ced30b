package vivarium.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/**
 * How the window looks: its colours, and the theme under our style sheet. Both are made when they
 * are asked for: commands that have no window start without JavaFX, and know these names.
 */
public enum Appearance {
  DARK(() -> DarkPalette.PALETTE, () -> new PrimerDark().getUserAgentStylesheet()),
  LIGHT(() -> LightPalette.PALETTE, () -> new PrimerLight().getUserAgentStylesheet());

  private final Supplier<Palette> palette;
  private final Supplier<String> controls;

  Appearance(Supplier<Palette> palette, Supplier<String> controls) {
    this.palette = palette;
    this.controls = controls;
  }

  /** What the person's system prefers. Needs the toolkit, and its thread. */
  public static Appearance ofSystem() {
    return Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? LIGHT : DARK;
  }

  public Palette palette() {
    return palette.get();
  }

  public Appearance other() {
    return this == DARK ? LIGHT : DARK;
  }

  String controlsStyleSheet() {
    return controls.get();
  }
}
