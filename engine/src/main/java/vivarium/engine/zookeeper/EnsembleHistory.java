package vivarium.engine.zookeeper;

import java.util.List;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;

/**
 * How far the committed transactions of the ensemble have been told of as events, whichever server
 * told it: whoever first carries one out.
 */
public final class EnsembleHistory {

  private final Listener listener;
  private long toldUntil;

  /** Learns of every committed transaction, once and in order. */
  public interface Listener {

    /**
     * A transaction is committed.
     *
     * @param teller the server that is first to carry it out, for events
     * @param author the client whose transaction it is, or the server for one of the ensemble's own
     * @param changes what it did, in order; a session's end with all that went with it
     */
    void committed(NodeContext teller, NodeId author, long zxid, List<Change> changes);
  }

  public EnsembleHistory(Listener listener) {
    this.listener = listener;
  }

  /** Whether the transaction that ends here has not been told of; it is from now on. */
  boolean isNews(long endOffset) {
    if (endOffset <= toldUntil) {
      return false;
    }
    toldUntil = endOffset;
    return true;
  }

  Listener listener() {
    return listener;
  }
}
