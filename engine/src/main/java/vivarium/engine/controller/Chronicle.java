package vivarium.engine.controller;

/**
 * How far the committed metadata of the cluster has been told of as events, whichever controller
 * told it. A controller that takes over commits again what its predecessor may have committed; that
 * is not news.
 */
public final class Chronicle {

  private long toldUntil;

  /** Whether the batch that ends here has not been told of; it is from now on. */
  boolean isNews(long endOffset) {
    if (endOffset <= toldUntil) {
      return false;
    }
    toldUntil = endOffset;
    return true;
  }
}
