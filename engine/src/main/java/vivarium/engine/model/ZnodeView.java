package vivarium.engine.model;

/**
 * A znode, as the events told of it.
 *
 * @param owner the session it goes with, or 0 if it stays
 * @param createdAtNanos when it was created
 * @param changedAtNanos when its data was set last; when it was created, if that never happened
 * @param changedSeq seq of the event that set its data last
 */
public record ZnodeView(
    String path,
    String data,
    int version,
    long owner,
    long createdAtNanos,
    long changedAtNanos,
    long changedSeq) {
  public boolean isEphemeral() {
    return owner != 0;
  }
}
