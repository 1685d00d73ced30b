package vivarium.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/** How the window looks: its colours, and the theme under our style sheet. */
public enum Appearance {
  DARK(DarkPalette.create(), () -> new PrimerDark().getUserAgentStylesheet()),
  LIGHT(LightPalette.create(), () -> new PrimerLight().getUserAgentStylesheet());

  private final Palette palette;
  private final Supplier<String> controls;

  Appearance(Palette palette, Supplier<String> controls) {
    this.palette = palette;
    this.controls = controls;
  }

  /** What the person's system prefers. Needs the toolkit, and its thread. */
  public static Appearance ofSystem() {
    return Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? LIGHT : DARK;
  }

  public Palette palette() {
    return palette;
  }

  public Appearance other() {
    return this == DARK ? LIGHT : DARK;
  }

  String controlsStyleSheet() {
    return controls.get();
  }
}
