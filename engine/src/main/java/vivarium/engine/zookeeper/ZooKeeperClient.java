package vivarium.engine.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.sim.Timer;

/**
 * The client's end of a session: connects to one server after another, goes on with its session
 * where it can, sets its watches again, and learns from a server that its session has expired,
 * never by itself. Operations under way when the connection breaks end with {@link
 * ZkError#CONNECTION_LOSS}. Source: ZooKeeper's {@code ClientCnxn}.
 */
public final class ZooKeeperClient {

  private static final String LANE = "zookeeper";
  private static final long RETRY_NANOS = 200_000_000L;

  /** So many read timeouts long anything asked may wait behind what was asked before. */
  private static final int MAX_WAITS = 20;

  private final NodeContext context;
  private final List<NodeId> servers;
  private final IntSupplier sessionTimeoutMs;
  private final Listener listener;
  private final TreeSet<Watch> watches = new TreeSet<>();
  private final List<Operation> underWay = new ArrayList<>();
  private int asked;
  private long sessionId;
  private long password;
  private long lastZxid;
  private long lastEvent;
  private boolean connected;
  private boolean closed;
  private int connection;
  private @Nullable Timer nextPing;
  private @Nullable Timer silence;
  private long heardAtNanos;

  /** Learns of what befalls the session. */
  public interface Listener {
    /**
     * A server serves the session.
     *
     * @param newSession whether it is a new one: nothing of an earlier one is left
     */
    void connected(boolean newSession);

    /** No server serves the session for now; it may go on later. */
    void disconnected();

    /** The session is over, and with it its ephemeral znodes and watches; a new one is begun. */
    void expired();

    /** What a watch was for has happened; the watch is used up. */
    void happened(WatchEvent event);
  }

  private record Operation(ZkOp op, Consumer<ZkResult> handler) {}

  /**
   * @param servers of the ensemble; not empty
   * @param sessionTimeoutMs the timeout to ask for
   */
  public ZooKeeperClient(
      NodeContext context, List<NodeId> servers, IntSupplier sessionTimeoutMs, Listener listener) {
    this.context = context;
    this.servers = List.copyOf(servers);
    this.sessionTimeoutMs = sessionTimeoutMs;
    this.listener = listener;
    this.asked = context.random().stream("zookeeper server").nextInt(servers.size());
  }

  public void start() {
    connect();
  }

  /** The session, or 0 before there is one. */
  public long sessionId() {
    return sessionId;
  }

  public boolean isConnected() {
    return connected;
  }

  private long timeoutNanos() {
    return sessionTimeoutMs.getAsInt() * 1_000_000L;
  }

  /** As ZooKeeper's client: after this long without a word of it, it tries another server. */
  private long readTimeoutNanos() {
    return timeoutNanos() * 2 / 3;
  }

  private void connect() {
    int attempt = ++connection;
    NodeId server = servers.get(asked);
    context.request(
        server,
        LANE,
        new ClientMessage.Connect(
            sessionId, password, sessionTimeoutMs.getAsInt(), lastZxid, List.copyOf(watches)),
        Math.max(RETRY_NANOS, timeoutNanos() / 2),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (attempt != connection) {
              return;
            }
            if (response instanceof ClientMessage.Connected answer) {
              connectedTo(answer);
            } else {
              tryNext();
            }
          }

          @Override
          public void failed(Failure failure) {
            if (attempt == connection) {
              tryNext();
            }
          }
        });
  }

  private void tryNext() {
    context.disconnect(servers.get(asked), LANE);
    asked = (asked + 1) % servers.size();
    int attempt = ++connection;
    context.after(
        RETRY_NANOS,
        () -> {
          if (attempt == connection && !closed) {
            connect();
          }
        });
  }

  private void connectedTo(ClientMessage.Connected answer) {
    if (answer.sessionId() == 0) {
      forgetSession();
      listener.expired();
      connect();
      return;
    }
    boolean isNew = sessionId != answer.sessionId();
    sessionId = answer.sessionId();
    password = answer.password();
    connected = true;
    lastEvent = answer.eventsAfter();
    take(answer);
    pingLater(connection);
    heard();
    loseIfSilent(connection);
    listener.connected(isNew);
  }

  private void heard() {
    heardAtNanos = context.nowNanos();
  }

  /** What is asked waits for what was asked before: the silence counts, not each wait. */
  private void loseIfSilent(int attempt) {
    if (silence != null) {
      silence.cancel();
    }
    silence =
        context.after(
            Math.max(0, heardAtNanos + readTimeoutNanos() - context.nowNanos()),
            () -> {
              if (attempt == connection && connected) {
                context.clearCause();
                if (context.nowNanos() - heardAtNanos >= readTimeoutNanos()) {
                  lose();
                } else {
                  loseIfSilent(attempt);
                }
              }
            });
  }

  private void forgetSession() {
    sessionId = 0;
    password = 0;
    watches.clear();
  }

  private void pingLater(int attempt) {
    if (nextPing != null) {
      nextPing.cancel();
    }
    nextPing =
        context.after(
            readTimeoutNanos() / 2,
            () -> {
              if (attempt == connection && connected) {
                context.clearCause();
                send(new ClientMessage.Ping(sessionId), unused -> {});
                pingLater(attempt);
              }
            });
  }

  /**
   * Asks for an operation. Those asked for on one connection are carried out in their order.
   *
   * @param handler is told what it came to, with {@link ZkError#CONNECTION_LOSS} at once if no
   *     server serves the session
   */
  public void submit(ZkOp op, Consumer<ZkResult> handler) {
    if (!connected) {
      handler.accept(ZkResult.of(ZkError.CONNECTION_LOSS, ""));
      return;
    }
    Operation operation = new Operation(op, handler);
    underWay.add(operation);
    send(
        new ClientMessage.Ask(sessionId, op),
        answer -> {
          boolean expired =
              answer instanceof ClientMessage.Answer(var result, long zxid, var events)
                  && result.error() == ZkError.SESSION_EXPIRED;
          if (expired) {
            lose(); // Or it has moved: the next connection tells.
          } else if (underWay.remove(operation)
              && answer instanceof ClientMessage.Answer(var result, long zxid, var events)) {
            noteWatches(op, result);
            handler.accept(result);
          }
        });
  }

  private void send(ClientMessage message, Consumer<ClientMessage.Tidings> whenAnswered) {
    int attempt = connection;
    context.request(
        servers.get(asked),
        LANE,
        message,
        MAX_WAITS * readTimeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (attempt != connection) {
              return;
            }
            if (response instanceof ClientMessage.Tidings tidings) {
              heard();
              take(tidings);
              whenAnswered.accept(tidings);
            } else {
              lose();
            }
          }

          @Override
          public void failed(Failure failure) {
            if (attempt == connection) {
              lose();
            }
          }
        });
  }

  private void lose() {
    connected = false;
    List<Operation> lost = List.copyOf(underWay);
    underWay.clear();
    tryNext();
    listener.disconnected();
    lost.forEach(each -> each.handler().accept(ZkResult.of(ZkError.CONNECTION_LOSS, "")));
  }

  private void noteWatches(ZkOp op, ZkResult result) {
    switch (op) {
      case ZkOp.Read read -> noteWatch(read, result);
      case ZkOp.MultiRead(List<ZkOp.Read> reads) -> {
        for (int i = 0; i < reads.size(); i++) {
          noteWatch(reads.get(i), result.parts().get(i));
        }
      }
      case ZkOp.Write write -> {} // Leaves no watch.
    }
  }

  private void noteWatch(ZkOp.Read read, ZkResult result) {
    if (!read.watch()) {
      return;
    }
    switch (read) {
      case ZkOp.GetData(String path, boolean watch) ->
          watches.add(new Watch(result.isOk() ? Watch.Kind.DATA : Watch.Kind.EXISTS, path));
      case ZkOp.GetChildren(String path, boolean watch) -> {
        if (result.isOk()) {
          watches.add(new Watch(Watch.Kind.CHILDREN, path));
        }
      }
    }
  }

  private void take(ClientMessage.Tidings tidings) {
    take(tidings.events());
    lastZxid = Math.max(lastZxid, tidings.zxid());
  }

  private void take(List<WatchEvent.Numbered> events) {
    for (WatchEvent.Numbered each : events) {
      if (each.number() > lastEvent) {
        lastEvent = each.number();
        String path = each.event().path();
        boolean ofChildren = each.event().type() == WatchEvent.Type.CHILDREN_CHANGED;
        boolean gone = each.event().type() == WatchEvent.Type.DELETED;
        watches.removeIf(
            watch ->
                watch.path().equals(path)
                    && (gone || ofChildren == (watch.kind() == Watch.Kind.CHILDREN)));
        listener.happened(each.event());
      }
    }
  }

  /** Takes a server's message; false if the request is none of a server's. */
  public boolean handle(Request request) {
    if (!(request.body() instanceof ClientMessage.Notify(long session, var events))) {
      return false;
    }
    boolean current =
        connected && session == sessionId && request.from().equals(servers.get(asked));
    if (current) {
      take(events);
      request.reply(new ClientMessage.Noted(lastEvent));
    } else {
      request.reply(new ClientMessage.NotServing());
    }
    return true;
  }

  /**
   * Ends the session, so that its ephemeral znodes go at once.
   *
   * @param whenDone is run when it has ended, or cannot be ended now
   */
  public void close(Runnable whenDone) {
    closed = true;
    submit(
        new ZkOp.CloseSession(),
        result -> {
          connected = false;
          connection++;
          whenDone.run();
        });
  }
}
