package vivarium.desktop.theme;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * JavaFX warns at each start that it was not loaded as named modules. It works from the class path,
 * which is how we run (desktop-ui/docs/adr/0001), so the warning would only worry people.
 */
public final class JavaFxLog {

  /** Held, since the JDK forgets a logger, and its level, that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("javafx");

  private JavaFxLog() {}

  /** Leaves errors alone to be printed. Call it before the toolkit starts. */
  public static void quiet() {
    LOGGER.setLevel(Level.SEVERE);
  }
}
