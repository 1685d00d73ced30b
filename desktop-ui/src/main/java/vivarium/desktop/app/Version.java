package vivarium.desktop.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String built = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "vivarium %s (Java %s)"
          .formatted(built == null ? "unpackaged" : built, Runtime.version().feature())
    };
  }
}
