package vivarium.engine.event;

import org.jspecify.annotations.Nullable;

/** One message among all. */
public sealed interface MessageChoice {

  /** The message of this id, which is under way. */
  record Numbered(long messageId) implements MessageChoice {
    @Override
    public String toString() {
      return "message " + messageId;
    }
  }

  /**
   * The next message that one node sends to another.
   *
   * @param api only a request or answer of this API; null for any
   */
  record Next(@Nullable String api, NodeId from, NodeId to) implements MessageChoice {
    @Override
    public String toString() {
      return "next %s from %s to %s".formatted(api == null ? "message" : api, from, to);
    }
  }
}
