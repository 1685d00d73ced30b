package vivarium.engine.fault;

/**
 * What all faults on one direction between two nodes amount to.
 *
 * @param delayNanos how much longer a message takes, from all delays together
 * @param jitterNanos by up to how much more by chance, from all jitters together
 * @param lossProbability that one transmission is lost to any of the losses
 * @param bytesPerSecond the narrowest of the bandwidths; 0 for no bound
 */
public record LinkEffect(
    long delayNanos, long jitterNanos, double lossProbability, long bytesPerSecond) {

  /** A link that nothing is wrong with. */
  public static final LinkEffect NONE = new LinkEffect(0, 0, 0, 0);
}
