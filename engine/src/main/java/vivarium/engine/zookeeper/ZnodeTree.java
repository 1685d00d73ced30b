package vivarium.engine.zookeeper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;

/** The znodes and sessions that a prefix of the transactions leads to. */
final class ZnodeTree {

  private final TreeMap<String, Znode> znodes = new TreeMap<>();
  private final TreeMap<Long, Session> sessions = new TreeMap<>();

  /** A session as all servers know it. */
  record Session(long id, long password, int timeoutMs, NodeId client) {}

  /** One znode; immutable but for the names of its children. */
  private static final class Znode {
    String data;
    Stat stat;
    int created;
    final TreeSet<String> children = new TreeSet<>();

    Znode(String data, Stat stat) {
      this.data = data;
      this.stat = stat;
    }
  }

  /** What a write would come to. */
  record Prepared(ZkError error, String path, List<Change> changes) {
    static Prepared refused(ZkError error, String path) {
      return new Prepared(error, path, List.of());
    }
  }

  ZnodeTree() {
    znodes.put("/", new Znode("", new Stat(0, 0, 0, 0, 0)));
  }

  ZnodeTree copy() {
    ZnodeTree copy = new ZnodeTree();
    copy.znodes.clear();
    znodes.forEach(
        (path, znode) -> {
          Znode twin = new Znode(znode.data, znode.stat);
          twin.created = znode.created;
          twin.children.addAll(znode.children);
          copy.znodes.put(path, twin);
        });
    copy.sessions.putAll(sessions);
    return copy;
  }

  /** The whole tree as bytes, for a snapshot. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(znodes.size());
      for (var entry : znodes.entrySet()) {
        Znode znode = entry.getValue();
        Stat stat = znode.stat;
        Txn.write(out, entry.getKey());
        Txn.write(out, znode.data);
        out.writeInt(znode.created);
        out.writeLong(stat.czxid());
        out.writeLong(stat.mzxid());
        out.writeLong(stat.pzxid());
        out.writeInt(stat.version());
        out.writeLong(stat.ephemeralOwner());
      }
      out.writeInt(sessions.size());
      for (Session session : sessions.values()) {
        out.writeLong(session.id());
        out.writeLong(session.password());
        out.writeInt(session.timeoutMs());
        Txn.write(out, session.client());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The tree of a snapshot. */
  static ZnodeTree decode(byte[] bytes) {
    ZnodeTree tree = new ZnodeTree();
    tree.znodes.clear();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String path = Txn.readString(in);
        Znode znode = new Znode(Txn.readString(in), Stat.NONE);
        znode.created = in.readInt();
        znode.stat =
            new Stat(in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readLong());
        tree.znodes.put(path, znode);
        if (!path.equals("/")) {
          tree.existing(parent(path)).children.add(nameOf(path));
        }
      }
      int open = in.readInt();
      for (int i = 0; i < open; i++) {
        Session session = new Session(in.readLong(), in.readLong(), in.readInt(), Txn.readNode(in));
        tree.sessions.put(session.id(), session);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  SortedMap<Long, Session> sessions() {
    return Collections.unmodifiableSortedMap(sessions);
  }

  @Nullable Session session(long id) {
    return sessions.get(id);
  }

  /** Serves a read. */
  ZkResult read(ZkOp.Read op) {
    Znode znode = znodes.get(op.path());
    if (znode == null) {
      return ZkResult.of(ZkError.NO_NODE, op.path());
    }
    return switch (op) {
      case ZkOp.GetData(String path, boolean watch) ->
          new ZkResult(ZkError.OK, path, znode.data, znode.stat, List.of(), List.of());
      case ZkOp.GetChildren(String path, boolean watch) ->
          new ZkResult(ZkError.OK, path, "", znode.stat, List.copyOf(znode.children), List.of());
    };
  }

  /** The stat of a znode, or {@link Stat#NONE}. */
  Stat stat(String path) {
    Znode znode = znodes.get(path);
    return znode == null ? Stat.NONE : znode.stat;
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  /** Every znode, in order of path. */
  SortedMap<String, ZnodeState> znodes() {
    TreeMap<String, ZnodeState> all = new TreeMap<>();
    znodes.forEach((path, znode) -> all.put(path, new ZnodeState(znode.data, znode.stat)));
    return all;
  }

  /** What a write of a session would change, and what it would come to. Changes nothing. */
  Prepared prepare(ZkOp.Write op, long sessionId) {
    return switch (op) {
      case ZkOp.Create create -> prepare(create, sessionId);
      case ZkOp.Delete(String path, int version) -> {
        Znode znode = znodes.get(path);
        ZkError error = check(znode, version);
        if (error == ZkError.OK && znode != null && !znode.children.isEmpty()) {
          error = ZkError.NOT_EMPTY;
        }
        yield error == ZkError.OK
            ? new Prepared(error, path, List.of(new Change.Deleted(path)))
            : Prepared.refused(error, path);
      }
      case ZkOp.SetData(String path, String data, int version) -> {
        ZkError error = check(znodes.get(path), version);
        yield error == ZkError.OK
            ? new Prepared(error, path, List.of(new Change.DataSet(path, data)))
            : Prepared.refused(error, path);
      }
      case ZkOp.Check(String path, int version) ->
          new Prepared(check(znodes.get(path), version), path, List.of());
      case ZkOp.Multi(List<ZkOp.Write> ops) -> prepareAll(ops, sessionId);
      case ZkOp.CloseSession() ->
          new Prepared(ZkError.OK, "", List.of(new Change.SessionClosed(sessionId, false)));
      case ZkOp.OpenSession open ->
          throw new IllegalArgumentException("only the leader opens sessions: " + open);
    };
  }

  private static ZkError check(@Nullable Znode znode, int version) {
    if (znode == null) {
      return ZkError.NO_NODE;
    }
    return version == ZkOp.ANY_VERSION || version == znode.stat.version()
        ? ZkError.OK
        : ZkError.BAD_VERSION;
  }

  private Prepared prepare(ZkOp.Create create, long sessionId) {
    Znode parent = znodes.get(parent(create.path()));
    if (parent == null) {
      return Prepared.refused(ZkError.NO_NODE, create.path());
    }
    if (parent.stat.ephemeralOwner() != 0) {
      return Prepared.refused(ZkError.NO_CHILDREN_FOR_EPHEMERALS, create.path());
    }
    String path =
        create.sequential() ? create.path() + "%010d".formatted(parent.created) : create.path();
    if (znodes.containsKey(path)) {
      return Prepared.refused(ZkError.NODE_EXISTS, path);
    }
    long owner = create.ephemeral() ? sessionId : 0;
    return new Prepared(ZkError.OK, path, List.of(new Change.Created(path, create.data(), owner)));
  }

  private Prepared prepareAll(List<ZkOp.Write> ops, long sessionId) {
    ZnodeTree trial = copy();
    List<Change> changes = new ArrayList<>();
    String path = "";
    for (ZkOp.Write op : ops) {
      Prepared one = trial.prepare(op, sessionId);
      if (one.error() != ZkError.OK) {
        return Prepared.refused(one.error(), one.path());
      }
      one.changes().forEach(change -> trial.apply(change, 0));
      changes.addAll(one.changes());
      path = one.path();
    }
    return new Prepared(ZkError.OK, path, changes);
  }

  /** Every change that a change of the transaction amounts to: a session takes its znodes along. */
  List<Change> expand(Change change) {
    if (!(change instanceof Change.SessionClosed(long id, boolean expired))) {
      return List.of(change);
    }
    List<Change> all = new ArrayList<>();
    znodes.forEach(
        (path, znode) -> {
          if (znode.stat.ephemeralOwner() == id) {
            all.add(new Change.Deleted(path));
          }
        });
    all.add(change);
    return all;
  }

  /** Carries out one expanded change. */
  void apply(Change change, long zxid) {
    switch (change) {
      case Change.Created(String path, String data, long owner) -> {
        znodes.put(path, new Znode(data, new Stat(zxid, zxid, zxid, 0, owner)));
        Znode parent = existing(parent(path));
        parent.children.add(nameOf(path));
        parent.created++;
        touchChildren(parent, zxid);
      }
      case Change.DataSet(String path, String data) -> {
        Znode znode = existing(path);
        znode.data = data;
        Stat old = znode.stat;
        znode.stat =
            new Stat(old.czxid(), zxid, old.pzxid(), old.version() + 1, old.ephemeralOwner());
      }
      case Change.Deleted(String path) -> {
        znodes.remove(path);
        Znode parent = existing(parent(path));
        parent.children.remove(nameOf(path));
        touchChildren(parent, zxid);
      }
      case Change.SessionOpened(long id, long password, int timeoutMs, NodeId client) ->
          sessions.put(id, new Session(id, password, timeoutMs, client));
      case Change.SessionClosed(long id, boolean expired) -> sessions.remove(id);
    }
  }

  private static void touchChildren(Znode parent, long zxid) {
    Stat old = parent.stat;
    parent.stat = new Stat(old.czxid(), old.mzxid(), zxid, old.version(), old.ephemeralOwner());
  }

  private Znode existing(String path) {
    Znode znode = znodes.get(path);
    if (znode == null) {
      throw new IllegalStateException("a committed transaction needs " + path);
    }
    return znode;
  }

  /** Paths of ephemeral znodes whose session is over, which must never be. */
  List<String> orphans() {
    List<String> orphans = new ArrayList<>();
    znodes.forEach(
        (path, znode) -> {
          long owner = znode.stat.ephemeralOwner();
          if (owner != 0 && !sessions.containsKey(owner)) {
            orphans.add(path);
          }
        });
    return orphans;
  }
}
