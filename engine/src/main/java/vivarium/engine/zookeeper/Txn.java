package vivarium.engine.zookeeper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vivarium.engine.event.NodeId;

/**
 * A transaction as the leader proposes it. One that failed takes its place in the order too.
 *
 * @param sessionId whose it is, or 0
 * @param server that the client asked, which is to answer it
 * @param xid the server's number of the request
 * @param path what a create made, or the operation that failed was about
 */
record Txn(long sessionId, int server, long xid, ZkError error, String path, List<Change> changes) {

  Txn {
    changes = List.copyOf(changes);
  }

  /** The first of each epoch, which ends the history that the leader brought along. */
  static final Txn NEW_LEADER = new Txn(0, 0, 0, ZkError.OK, "", List.of());

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(sessionId);
      out.writeInt(server);
      out.writeLong(xid);
      out.writeInt(error.ordinal());
      write(out, path);
      out.writeInt(changes.size());
      for (Change change : changes) {
        write(out, change);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Change change) throws IOException {
    switch (change) {
      case Change.Created(String path, String data, long owner) -> {
        out.writeByte(1);
        write(out, path);
        write(out, data);
        out.writeLong(owner);
      }
      case Change.DataSet(String path, String data) -> {
        out.writeByte(2);
        write(out, path);
        write(out, data);
      }
      case Change.Deleted(String path) -> {
        out.writeByte(3);
        write(out, path);
      }
      case Change.SessionOpened(long id, long password, int timeoutMs, NodeId client) -> {
        out.writeByte(4);
        out.writeLong(id);
        out.writeLong(password);
        out.writeInt(timeoutMs);
        write(out, client);
      }
      case Change.SessionClosed(long id, boolean expired) -> {
        out.writeByte(5);
        out.writeLong(id);
        out.writeBoolean(expired);
      }
    }
  }

  /** Writes a string of any length. */
  static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readString(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  static void write(DataOutputStream out, NodeId node) throws IOException {
    write(out, node.kind().name());
    write(out, node.name());
  }

  static NodeId readNode(DataInputStream in) throws IOException {
    return new NodeId(NodeId.Kind.valueOf(readString(in)), readString(in));
  }

  static Txn decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long session = in.readLong();
      int server = in.readInt();
      long xid = in.readLong();
      ZkError error = ZkError.values()[in.readInt()];
      String path = readString(in);
      int count = in.readInt();
      List<Change> changes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        changes.add(readChange(in));
      }
      return new Txn(session, server, xid, error, path, changes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Change readChange(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 1 -> new Change.Created(readString(in), readString(in), in.readLong());
      case 2 -> new Change.DataSet(readString(in), readString(in));
      case 3 -> new Change.Deleted(readString(in));
      case 4 -> new Change.SessionOpened(in.readLong(), in.readLong(), in.readInt(), readNode(in));
      case 5 -> new Change.SessionClosed(in.readLong(), in.readBoolean());
      default -> throw new IllegalArgumentException("no change of kind " + kind);
    };
  }
}
