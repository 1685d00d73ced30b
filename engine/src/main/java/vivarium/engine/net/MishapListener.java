package vivarium.engine.net;

/**
 * Is told when carrying out a request of a client outside the cluster fails by a mistake of ours.
 */
public interface MishapListener {

  /**
   * The request is given up and its connection closed once this returns.
   *
   * @param mistake what was thrown
   */
  void happened(Request request, RuntimeException mistake);
}
