package vivarium.engine.zookeeper;

import java.util.List;
import vivarium.engine.wire.OwnMessage;

/** What a client and the server it is connected to say to each other. */
sealed interface ClientMessage extends OwnMessage {

  int SMALL_BYTES = 40;

  @Override
  default int sizeBytes() {
    return SMALL_BYTES;
  }

  /** What every answer of a server carries. */
  sealed interface Tidings extends ClientMessage {
    /** The last transaction the server has applied. */
    long zxid();

    /** Watch events that the client has not confirmed, oldest first. */
    List<WatchEvent.Numbered> events();
  }

  /**
   * Begins a session, or goes on with one on another server.
   *
   * @param sessionId 0 for a new one
   * @param lastZxid what the client has seen: a server that is behind it must not serve it
   */
  record Connect(long sessionId, long password, int timeoutMs, long lastZxid, List<Watch> watches)
      implements ClientMessage {
    public Connect {
      watches = List.copyOf(watches);
    }

    @Override
    public String apiName() {
      return "ZkConnect";
    }
  }

  /**
   * The session goes on here.
   *
   * @param sessionId 0 if it has expired
   * @param eventsAfter number that every event of this connection is above
   */
  record Connected(
      long sessionId, long password, long eventsAfter, long zxid, List<WatchEvent.Numbered> events)
      implements Tidings {
    public Connected {
      events = List.copyOf(events);
    }

    @Override
    public String apiName() {
      return "ZkConnect";
    }
  }

  /** An operation of a session. */
  record Ask(long sessionId, ZkOp op) implements ClientMessage {
    @Override
    public String apiName() {
      return switch (op) {
        case ZkOp.Write write -> "ZkWrite";
        case ZkOp.Read read -> "ZkRead";
        case ZkOp.MultiRead read -> "ZkRead";
      };
    }
  }

  record Answer(ZkResult result, long zxid, List<WatchEvent.Numbered> events) implements Tidings {
    public Answer {
      events = List.copyOf(events);
    }

    @Override
    public String apiName() {
      return "ZkAnswer";
    }

    @Override
    public int sizeBytes() {
      return SMALL_BYTES
          + result.data().length()
          + result.parts().stream().mapToInt(part -> part.data().length()).sum();
    }
  }

  /** The client lives. */
  record Ping(long sessionId) implements ClientMessage {
    @Override
    public String apiName() {
      return "ZkPing";
    }
  }

  record Pong(long zxid, List<WatchEvent.Numbered> events) implements Tidings {
    public Pong {
      events = List.copyOf(events);
    }

    @Override
    public String apiName() {
      return "ZkPing";
    }
  }

  /** A server tells of watches that were for what has happened. */
  record Notify(long sessionId, List<WatchEvent.Numbered> events) implements ClientMessage {
    public Notify {
      events = List.copyOf(events);
    }

    @Override
    public String apiName() {
      return "ZkWatchEvent";
    }
  }

  /**
   * The client has them.
   *
   * @param until number of the last one
   */
  record Noted(long until) implements ClientMessage {
    @Override
    public String apiName() {
      return "ZkWatchEvent";
    }
  }

  /** This server serves nobody at the moment, or not this session: try another. */
  record NotServing() implements ClientMessage {
    @Override
    public String apiName() {
      return "ZkNotServing";
    }
  }
}
