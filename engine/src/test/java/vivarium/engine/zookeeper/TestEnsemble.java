package vivarium.engine.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeHost;
import vivarium.engine.net.Nodes;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;

/**
 * An ensemble with clients and nothing else, in virtual time. Whatever is committed is checked as
 * it is told: once, in order, the same on every server.
 */
final class TestEnsemble {

  static final int SESSION_TIMEOUT_MS = 2_000;
  private static final int FIRST_SERVER = 101;
  private static final long MS = 1_000_000L;

  private final Causes causes = new Causes();
  private final Scheduler scheduler = new Scheduler(causes);
  private final Journal journal = new Journal(scheduler.clock(), causes);
  private final Blame blame = new Blame(causes::current);
  private final Nodes nodes;
  private final List<Integer> servers;
  private final List<Stamped> events = new ArrayList<>();
  private final TreeMap<Long, Long> committedZxids = new TreeMap<>();
  private final TreeSet<Long> opened = new TreeSet<>();
  private final TreeMap<Long, Boolean> closed = new TreeMap<>();
  private final TreeMap<String, Long> ephemerals = new TreeMap<>();
  private long lastZxid;

  TestEnsemble(int size, long seed, long snapshotAfterBytes) {
    nodes = new Nodes(scheduler, journal, causes, SeededRandom.ofSeed(seed), 0);
    nodes.network().links().setLatencyNanos(5 * MS);
    nodes.setDiskFlushIntervalNanos(500 * MS);
    journal.listen(events::add);
    journal.listen(blame::note);
    servers = IntStream.range(FIRST_SERVER, FIRST_SERVER + size).boxed().toList();
    EnsembleHistory history = new EnsembleHistory(this::committed);
    EnsembleTimes times = EnsembleTimes.forSessionsOf(SESSION_TIMEOUT_MS * MS, snapshotAfterBytes);
    for (int id : servers) {
      nodes.add(
          NodeId.zookeeper(id),
          context -> new ZooKeeperServer(context, blame, servers, times, history));
    }
    servers.forEach(id -> nodes.start(NodeId.zookeeper(id)));
  }

  private void committed(NodeContext teller, NodeId author, long zxid, List<Change> changes) {
    assertThat(zxid).as("zxids grow").isGreaterThan(lastZxid);
    lastZxid = zxid;
    committedZxids.put(zxid & 0xffff_ffffL, zxid);
    for (Change change : changes) {
      switch (change) {
        case Change.SessionOpened session ->
            assertThat(opened.add(session.id())).as("session %x opens once", session.id()).isTrue();
        case Change.SessionClosed(long id, boolean expired) -> {
          assertThat(closed.put(id, expired)).as("session %x ends once", id).isNull();
          assertThat(ephemerals.values()).as("ephemerals go with their session").doesNotContain(id);
        }
        case Change.Created(String path, String data, long owner) when owner != 0 -> {
          assertThat(closed).as("owner of " + path).doesNotContainKey(owner);
          ephemerals.put(path, owner);
        }
        case Change.Deleted(String path) -> ephemerals.remove(path);
        default -> {} // Persistent znodes.
      }
    }
    serversAgree();
  }

  /** What a server knows as committed is what was told of, transaction by transaction. */
  void serversAgree() {
    for (int id : servers) {
      PartitionLog log = host(id).disk().log(TxnLog.PARTITION);
      if (log == null) {
        continue;
      }
      long told = Math.min(committed(), log.highWatermark());
      for (var batch : log.read(log.logStartOffset(), told, Integer.MAX_VALUE)) {
        assertThat(TxnLog.zxid(batch))
            .as("transaction %d of server %d", batch.baseOffset(), id)
            .isEqualTo(committedZxids.get(batch.baseOffset()));
      }
    }
  }

  NodeHost host(int id) {
    return Objects.requireNonNull(nodes.find(NodeId.zookeeper(id)), "server " + id);
  }

  ZooKeeperServer server(int id) {
    if (host(id).process() instanceof ZooKeeperServer server) {
      return server;
    }
    throw new AssertionError("server %d does not run".formatted(id));
  }

  TestClient client(int id) {
    NodeId node = NodeId.broker(id);
    List<NodeId> addresses = servers.stream().map(NodeId::zookeeper).toList();
    TestClient.Memory memory = new TestClient.Memory();
    nodes.add(node, context -> new TestClient(context, addresses, memory));
    nodes.start(node);
    return running(id);
  }

  TestClient running(int id) {
    NodeHost host = nodes.find(NodeId.broker(id));
    if (host != null && host.process() instanceof TestClient client) {
      return client;
    }
    throw new AssertionError("client %d does not run".formatted(id));
  }

  Nodes nodes() {
    return nodes;
  }

  List<Integer> servers() {
    return servers;
  }

  TestEnsemble run(double seconds) {
    long until = scheduler.nowNanos() + (long) (seconds * 1_000 * MS);
    while (scheduler.nextAtNanos() <= until) {
      scheduler.runNext();
    }
    scheduler.advanceTo(until);
    return this;
  }

  /** The server that leads, as the last event about it says. */
  int leader() {
    List<Integer> leaders =
        servers.stream()
            .filter(
                id ->
                    host(id).process() instanceof ZooKeeperServer server
                        && server.standing() == PeerMessage.Standing.LEADING
                        && server.serves())
            .toList();
    assertThat(leaders).as("leaders").hasSize(1);
    return leaders.getFirst();
  }

  List<Integer> followers() {
    int leader = leader();
    return servers.stream().filter(id -> id != leader).toList();
  }

  boolean isWhole() {
    return servers.stream()
        .allMatch(id -> host(id).process() instanceof ZooKeeperServer server && server.serves());
  }

  void cutOff(int id) {
    for (int other : servers) {
      if (other != id) {
        nodes.cut(NodeId.zookeeper(id), NodeId.zookeeper(other));
        nodes.cut(NodeId.zookeeper(other), NodeId.zookeeper(id));
      }
    }
  }

  /** Sessions that ended, and whether they expired. */
  TreeMap<Long, Boolean> closedSessions() {
    return closed;
  }

  long committed() {
    return committedZxids.isEmpty() ? 0 : committedZxids.lastKey() + 1;
  }

  <T> List<T> events(Class<T> type) {
    return events.stream().map(Stamped::event).filter(type::isInstance).map(type::cast).toList();
  }
}
