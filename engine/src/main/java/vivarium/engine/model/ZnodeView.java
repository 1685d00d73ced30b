package vivarium.engine.model;

/**
 * A znode, as the events told of it.
 *
 * @param owner the session it goes with, or 0 if it stays
 */
public record ZnodeView(String path, String data, int version, long owner) {
  public boolean isEphemeral() {
    return owner != 0;
  }
}
