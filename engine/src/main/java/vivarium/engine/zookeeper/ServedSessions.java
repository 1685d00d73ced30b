package vivarium.engine.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;

/**
 * The clients connected to one server: their sessions, the watches they left here, and the writes
 * they wait for. A connection serves one request at a time, so what a session asks is carried out
 * in its order. Source: ZooKeeper's {@code ServerCnxn} and {@code WatchManager}.
 */
final class ServedSessions {

  private static final String WATCH_LANE = "zk-watch";

  private final ZooKeeperServer server;
  private final TreeMap<Long, Attached> attached = new TreeMap<>();
  private final TreeMap<Long, Request> pending = new TreeMap<>();
  private long nextXid;
  private long lastEvent;

  private static final class Attached {
    final NodeId client;
    final TreeSet<String> dataWatches = new TreeSet<>();
    final TreeSet<String> childWatches = new TreeSet<>();
    final List<WatchEvent.Numbered> unconfirmed = new ArrayList<>();

    Attached(NodeId client) {
      this.client = client;
    }
  }

  /**
   * @param server whose clients these are
   */
  ServedSessions(ZooKeeperServer server) {
    this.server = server;
    // The log may still hold transactions that an earlier process numbered.
    this.nextXid = server.context().nowNanos() * 1_000 + 1;
    this.lastEvent = nextXid;
  }

  void handle(Request request, ClientMessage message) {
    if (!server.serves()) {
      request.reply(new ClientMessage.NotServing());
      return;
    }
    switch (message) {
      case ClientMessage.Connect connect -> connect(request, connect);
      case ClientMessage.Ping(long sessionId) -> {
        Attached session = attached.get(sessionId);
        if (session == null) {
          request.reply(new ClientMessage.NotServing());
        } else {
          server.heardOf(sessionId);
          request.reply(new ClientMessage.Pong(server.lastZxid(), session.unconfirmed));
        }
      }
      case ClientMessage.Ask(long sessionId, ZkOp op) -> ask(request, sessionId, op);
      default ->
          throw new IllegalArgumentException("%s is not for a server".formatted(message.apiName()));
    }
  }

  private void connect(Request request, ClientMessage.Connect connect) {
    if (server.lastZxid() < connect.lastZxid()) {
      request.reply(new ClientMessage.NotServing()); // It would show the client the past.
    } else if (connect.sessionId() == 0) {
      write(request, 0, new ZkOp.OpenSession(connect.timeoutMs(), request.from()));
    } else {
      server.revalidate(
          connect.sessionId(),
          connect.password(),
          valid -> {
            if (valid == null || !server.serves()) {
              request.reply(new ClientMessage.NotServing());
            } else if (valid) {
              resume(request, connect);
            } else {
              request.reply(new ClientMessage.Connected(0, 0, 0, server.lastZxid(), List.of()));
            }
          });
    }
  }

  private void resume(Request request, ClientMessage.Connect connect) {
    Attached session = new Attached(request.from());
    attached.put(connect.sessionId(), session);
    long eventsBefore = lastEvent;
    for (Watch watch : connect.watches()) {
      setAgain(session, watch, connect.lastZxid());
    }
    request.reply(
        new ClientMessage.Connected(
            connect.sessionId(),
            connect.password(),
            eventsBefore,
            server.lastZxid(),
            session.unconfirmed));
  }

  /** What happened since the client last looked is told at once. */
  private void setAgain(Attached session, Watch watch, long lastZxid) {
    Stat stat = server.tree().stat(watch.path());
    boolean there = stat.version() >= 0;
    WatchEvent.@Nullable Type happened =
        switch (watch.kind()) {
          case EXISTS -> there ? WatchEvent.Type.CREATED : null;
          case DATA ->
              !there
                  ? WatchEvent.Type.DELETED
                  : stat.mzxid() > lastZxid ? WatchEvent.Type.DATA_CHANGED : null;
          case CHILDREN ->
              !there
                  ? WatchEvent.Type.DELETED
                  : stat.pzxid() > lastZxid ? WatchEvent.Type.CHILDREN_CHANGED : null;
        };
    if (happened != null) {
      note(session, new WatchEvent(happened, watch.path()));
    } else if (watch.kind() == Watch.Kind.CHILDREN) {
      session.childWatches.add(watch.path());
    } else {
      session.dataWatches.add(watch.path());
    }
  }

  private void ask(Request request, long sessionId, ZkOp op) {
    Attached session = attached.get(sessionId);
    if (session == null) {
      request.reply(new ClientMessage.NotServing());
      return;
    }
    server.heardOf(sessionId);
    switch (op) {
      case ZkOp.Write write -> write(request, sessionId, write);
      case ZkOp.Read read -> answer(request, session, read(session, read));
      case ZkOp.MultiRead(List<ZkOp.Read> reads) ->
          answer(
              request,
              session,
              new ZkResult(
                  ZkError.OK,
                  "",
                  "",
                  Stat.NONE,
                  List.of(),
                  reads.stream().map(read -> read(session, read)).toList()));
    }
  }

  private ZkResult read(Attached session, ZkOp.Read read) {
    ZkResult result = server.tree().read(read);
    if (read.watch()) {
      switch (read) {
        case ZkOp.GetData data -> session.dataWatches.add(data.path());
        case ZkOp.GetChildren children -> {
          if (result.isOk()) {
            session.childWatches.add(children.path());
          }
        }
      }
    }
    return result;
  }

  private void answer(Request request, Attached session, ZkResult result) {
    request.reply(new ClientMessage.Answer(result, server.lastZxid(), session.unconfirmed));
  }

  private void write(Request request, long sessionId, ZkOp.Write op) {
    long xid = nextXid++;
    pending.put(xid, request);
    server.submit(sessionId, xid, op);
  }

  /** A transaction was carried out here: if a client of this server waits for it, it is told. */
  void applied(Txn txn, long zxid) {
    Request request = txn.server() == server.id() ? pending.remove(txn.xid()) : null;
    if (request == null) {
      return;
    }
    if (!txn.changes().isEmpty()
        && txn.changes().getFirst()
            instanceof Change.SessionOpened(long id, long password, int timeoutMs, NodeId client)) {
      attached.put(id, new Attached(client));
      request.reply(new ClientMessage.Connected(id, password, lastEvent, zxid, List.of()));
      return;
    }
    Attached session = attached.get(txn.sessionId());
    Stat stat = txn.error() == ZkError.OK ? server.tree().stat(txn.path()) : Stat.NONE;
    ZkResult result = new ZkResult(txn.error(), txn.path(), "", stat, List.of(), List.of());
    request.reply(
        new ClientMessage.Answer(result, zxid, session == null ? List.of() : session.unconfirmed));
  }

  /** A change was carried out here: tells whoever watches for it. */
  void trigger(Change change) {
    switch (change) {
      case Change.Created(String path, String data, long owner) -> {
        triggerData(path, WatchEvent.Type.CREATED);
        triggerChildren(ZnodeTree.parent(path), WatchEvent.Type.CHILDREN_CHANGED);
      }
      case Change.DataSet(String path, String data) ->
          triggerData(path, WatchEvent.Type.DATA_CHANGED);
      case Change.Deleted(String path) -> {
        triggerData(path, WatchEvent.Type.DELETED);
        triggerChildren(path, WatchEvent.Type.DELETED);
        triggerChildren(ZnodeTree.parent(path), WatchEvent.Type.CHILDREN_CHANGED);
      }
      case Change.SessionClosed(long id, boolean expired) -> attached.remove(id);
      case Change.SessionOpened opened -> {} // Nobody watches for sessions.
    }
  }

  private void triggerData(String path, WatchEvent.Type type) {
    attached.forEach(
        (id, session) -> {
          if (session.dataWatches.remove(path)) {
            push(id, session, new WatchEvent(type, path));
          }
        });
  }

  private void triggerChildren(String path, WatchEvent.Type type) {
    attached.forEach(
        (id, session) -> {
          if (session.childWatches.remove(path)) {
            push(id, session, new WatchEvent(type, path));
          }
        });
  }

  private void note(Attached session, WatchEvent event) {
    session.unconfirmed.add(new WatchEvent.Numbered(++lastEvent, event));
  }

  /** Sent at once, and with every answer until it is confirmed: so it comes before newer data. */
  private void push(long id, Attached session, WatchEvent event) {
    note(session, event);
    server
        .context()
        .request(
            session.client,
            WATCH_LANE,
            new ClientMessage.Notify(id, session.unconfirmed),
            server.times().syncLimitNanos(),
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                if (response instanceof ClientMessage.Noted(long until)) {
                  session.unconfirmed.removeIf(each -> each.number() <= until);
                }
              }

              @Override
              public void failed(Failure failure) {
                // It rides on the next answer; if there is none, the client sets its watches again.
              }
            });
  }

  /** This server serves nobody any more: every client must find another. */
  void dropAll() {
    List<Request> waiting = List.copyOf(pending.values());
    pending.clear();
    attached.clear();
    waiting.forEach(request -> request.reply(new ClientMessage.NotServing()));
  }
}
