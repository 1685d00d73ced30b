package vivarium.engine.api;

/** A listener cannot have its port; the message names it. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int port;

  public PortInUseException(int port, Throwable cause) {
    super("port %d on 127.0.0.1 cannot be had: %s".formatted(port, cause.getMessage()), cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
