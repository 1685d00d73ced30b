package vivarium.desktop.app;

/**
 * Where the program begins. Not a JavaFX {@code Application}: the JVM would insist on JavaFX before
 * a single line of ours could say what is missing.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(CommandLines.execute(args));
  }
}
