package vivarium.engine.api;

/** A cluster has ended because of a mistake in the program; the message says so in a sentence. */
public final class ClusterFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param cause what went wrong, for whoever mends the program
   */
  public ClusterFailedException(Throwable cause) {
    super("the cluster has stopped because of a mistake in the program: " + cause, cause);
  }
}
