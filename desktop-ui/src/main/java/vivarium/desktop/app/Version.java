package vivarium.desktop.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"%s (Java %s)".formatted(program(), Runtime.version().feature())};
  }

  /** The program's name and version. */
  static String program() {
    String built = Main.class.getPackage().getImplementationVersion();
    return "vivarium " + (built == null ? "unpackaged" : built);
  }
}
