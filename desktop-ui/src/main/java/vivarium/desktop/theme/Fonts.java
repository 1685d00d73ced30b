package vivarium.desktop.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import vivarium.desktop.stage.TextRole;

/** Inter for words and JetBrains Mono for numbers, from the font jars; Korean is the system's. */
public final class Fonts {

  private static final String INTER = "/com/formdev/flatlaf/fonts/inter/";
  private static final String MONO = "/com/formdev/flatlaf/fonts/jetbrains_mono/";

  private static final char FIRST_HANGUL = '\uac00';
  private static final char LAST_HANGUL = '\ud7a3';

  private static final Map<String, Font> CACHE = new HashMap<>();
  private static boolean loaded;

  private Fonts() {}

  /** Loads the fonts once, so that style sheets can name them. Needs the toolkit. */
  public static synchronized void load() {
    if (!loaded) {
      for (String path :
          new String[] {
            INTER + "Inter-Regular.otf",
            INTER + "Inter-SemiBold.otf",
            INTER + "Inter-Bold.otf",
            MONO + "JetBrainsMono-Regular.ttf",
            MONO + "JetBrainsMono-Bold.ttf"
          }) {
        loadOne(path);
      }
      loaded = true;
    }
  }

  private static void loadOne(String path) {
    try (InputStream in = Fonts.class.getResourceAsStream(path)) {
      if (in == null || Font.loadFont(in, 12) == null) {
        throw new IllegalStateException("font " + path + " is missing from the program");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read font " + path, e);
    }
  }

  /**
   * The font of a text. Korean letters come from the system, in bold only beside a font that is
   * bold itself: beside Inter SemiBold they would be thin.
   */
  public static Font of(TextRole role, double size, String text) {
    return role == TextRole.NAME && isKorean(text) ? of("Inter Bold", size) : of(role, size);
  }

  private static boolean isKorean(String text) {
    return text.chars().anyMatch(letter -> letter >= FIRST_HANGUL && letter <= LAST_HANGUL);
  }

  private static synchronized Font of(String name, double size) {
    load();
    return CACHE.computeIfAbsent(name + "/" + size, unused -> new Font(name, size));
  }

  public static synchronized Font of(TextRole role, double size) {
    load();
    return CACHE.computeIfAbsent(
        role + "/" + size,
        unused ->
            switch (role) {
              case NAME -> new Font("Inter SemiBold", size);
              case BODY -> new Font("Inter Regular", size);
              case MONO -> new Font("JetBrains Mono Regular", size);
              case MONO_BOLD -> new Font("JetBrains Mono Bold", size);
            });
  }
}
