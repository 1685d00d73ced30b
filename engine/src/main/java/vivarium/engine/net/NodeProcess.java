package vivarium.engine.net;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The process of a node: built anew at each start, thrown away when it dies. */
public interface NodeProcess {

  /** The process runs; it may send and set timers from here on. */
  void start();

  /**
   * A request arrived. Its connection delivers the next only when this one is answered, with {@link
   * Request#reply} or {@link Request#noReply}.
   */
  void receive(Request request);

  /** A controlled shutdown was asked for; the process calls {@link NodeContext#exit} when ready. */
  void shutDown();

  /** The name of a topic by its id, as far as the process knows; null if it does not. */
  default @Nullable String nameOfTopic(Uuid id) {
    return null;
  }
}
