package vivarium.engine.zookeeper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.sim.Timer;

/**
 * A leader's part. Discovery: a majority accepts its epoch. Synchronization: each follower's
 * history becomes the leader's. Broadcast: it proposes transactions in order, and what a majority
 * has is committed, from its own first one on. Source: ZooKeeper's {@code Leader} and {@code
 * LearnerHandler}.
 */
final class Leading {

  private static final String LANE = "zk-broadcast";

  private final ZooKeeperServer server;
  private final TreeMap<Integer, Integer> accepted = new TreeMap<>();
  private final TreeMap<Integer, Request> waitForEpoch = new TreeMap<>();
  private final TreeSet<Integer> acknowledged = new TreeSet<>();
  private final TreeMap<Integer, Request> waitForHistory = new TreeMap<>();
  private final TreeMap<Integer, Learner> learners = new TreeMap<>();
  private final Sessions sessions = new Sessions();
  private ZnodeTree proposed = new ZnodeTree();
  private int epoch = -1;
  private long firstOffset = -1;
  private boolean over;
  private @Nullable Timer patience;

  /** A follower that is in sync with this leader. */
  private static final class Learner {
    final Request held;
    long sent;
    long acknowledged;
    long heardAtNanos;
    long toldCommitted = -1;

    Learner(Request held, long endOffset, long nowNanos) {
      this.held = held;
      this.sent = endOffset;
      this.acknowledged = endOffset;
      this.heardAtNanos = nowNanos;
    }
  }

  Leading(ZooKeeperServer server) {
    this.server = server;
  }

  /** Whether everything of earlier epochs, and this epoch's beginning, is committed. */
  boolean serves() {
    return firstOffset >= 0 && server.log().committed() > firstOffset;
  }

  void begin() {
    accepted.put(server.id(), server.acceptedEpoch());
    patience =
        server
            .context()
            .after(
                server.times().initLimitNanos(),
                () -> server.look("no majority of followers came in time"));
    chooseEpochIfPossible();
  }

  void handle(Request request, PeerMessage.FollowerInfo info) {
    int follower = request.from().number();
    if (epoch == -1) {
      accepted.put(follower, info.acceptedEpoch());
      waitForEpoch.put(follower, request);
      chooseEpochIfPossible();
    } else if (info.acceptedEpoch() > epoch) {
      request.reply(new PeerMessage.Refused());
      server.look("server %d has accepted epoch %d".formatted(follower, info.acceptedEpoch()));
    } else {
      request.reply(new PeerMessage.LeaderInfo(epoch));
    }
  }

  private void chooseEpochIfPossible() {
    if (accepted.size() < server.majority()) {
      return;
    }
    epoch = 1 + accepted.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    server.context().disk().store(new StoredVote(epoch, server.id(), server.id()));
    waitForEpoch.values().forEach(each -> each.reply(new PeerMessage.LeaderInfo(epoch)));
    waitForEpoch.clear();
    acknowledged.add(server.id());
    establishIfPossible();
  }

  void handle(Request request, PeerMessage.AckEpoch ack) {
    int follower = request.from().number();
    TxnLog log = server.log();
    if (ack.epoch() != epoch) {
      request.reply(new PeerMessage.Refused());
    } else if (firstOffset >= 0) {
      request.reply(historyFor(ack));
    } else if (ack.lastEpoch() > log.lastEpoch()
        || (ack.lastEpoch() == log.lastEpoch() && ack.endOffset() > log.endOffset())) {
      request.reply(new PeerMessage.Refused());
      server.look("server %d has a longer history".formatted(follower));
    } else {
      waitForHistory.put(follower, request);
      if (ack.counts()) {
        acknowledged.add(follower);
      }
      establishIfPossible();
    }
  }

  private void establishIfPossible() {
    if (acknowledged.size() < server.majority()) {
      return;
    }
    server.tellRole(
        QuorumRole.LEADER,
        epoch,
        server.id(),
        server.size() == 1 ? "it is the only server" : "a majority accepted its epoch");
    proposed = server.treeOfAll();
    long now = server.context().nowNanos();
    proposed
        .sessions()
        .values()
        .forEach(session -> sessions.add(session.id(), session.timeoutMs(), 0, now));
    firstOffset = append(Txn.NEW_LEADER).baseOffset();
    waitForHistory
        .values()
        .forEach(
            each -> {
              if (each.body() instanceof PeerMessage.AckEpoch ack) {
                each.reply(historyFor(ack));
              }
            });
    waitForHistory.clear();
    advance();
    tick();
  }

  private PeerMessage.Sync historyFor(PeerMessage.AckEpoch ack) {
    TxnLog log = server.log();
    long common = log.commonWith(ack.epochs(), ack.endOffset());
    StoredSnapshot snapshot = log.storedSnapshot();
    if (common < log.log().logStartOffset() && snapshot != null) {
      return new PeerMessage.Sync(
          epoch, snapshot, 0, log.read(snapshot.endOffset(), log.endOffset()));
    }
    return new PeerMessage.Sync(epoch, null, common, log.read(common, log.endOffset()));
  }

  void handle(Request request, PeerMessage.Synced synced) {
    TxnLog log = server.log();
    // What comes so late that a snapshot has replaced what follows it must sync again.
    boolean late = synced.endOffset() < log.log().logStartOffset();
    if (synced.epoch() != epoch || synced.endOffset() > log.endOffset() || late) {
      request.reply(new PeerMessage.Refused());
      return;
    }
    int follower = request.from().number();
    learners.put(follower, new Learner(request, synced.endOffset(), server.context().nowNanos()));
    send(follower, false);
    advance();
  }

  private RecordBatch append(Txn txn) {
    RecordBatch batch = server.log().append(txn, epoch, server.context().nowMs());
    server.context().emit(new Coordination.MetadataAppended(server.log().endOffset()));
    server.proposedBecause(batch.baseOffset(), server.context().cause());
    for (Change change : txn.changes()) {
      proposed.expand(change).forEach(each -> proposed.apply(each, TxnLog.zxid(batch)));
    }
    return batch;
  }

  /** Orders a write among all others. */
  void submit(int byServer, long sessionId, long xid, ZkOp.Write op) {
    if (firstOffset < 0) {
      return; // Its server waits in vain and will look for a leader again.
    }
    propose(transactionFor(byServer, sessionId, xid, op));
  }

  private void propose(Txn txn) {
    append(txn);
    learners.keySet().stream().toList().forEach(follower -> send(follower, false));
    advance();
  }

  private Txn transactionFor(int byServer, long sessionId, long xid, ZkOp.Write op) {
    if (op instanceof ZkOp.OpenSession open) {
      long id = (long) epoch << 32 | server.log().endOffset();
      int timeoutMs = server.times().negotiatedMs(open.timeoutMs());
      sessions.add(id, timeoutMs, byServer, server.context().nowNanos());
      Change opened =
          new Change.SessionOpened(
              id, server.context().random().nextLong(), timeoutMs, open.client());
      return new Txn(id, byServer, xid, ZkError.OK, "", List.of(opened));
    }
    if (!sessions.admits(sessionId, byServer)) {
      return new Txn(sessionId, byServer, xid, ZkError.SESSION_EXPIRED, "", List.of());
    }
    sessions.touch(sessionId, server.context().nowNanos());
    if (op instanceof ZkOp.CloseSession) {
      sessions.close(sessionId);
    }
    ZnodeTree.Prepared prepared = proposed.prepare(op, sessionId);
    return new Txn(sessionId, byServer, xid, prepared.error(), prepared.path(), prepared.changes());
  }

  boolean revalidate(int byServer, long sessionId, long password) {
    ZnodeTree.Session session = proposed.session(sessionId);
    return session != null
        && session.password() == password
        && sessions.moveTo(sessionId, byServer, server.context().nowNanos());
  }

  void heardOf(long sessionId) {
    sessions.touch(sessionId, server.context().nowNanos());
  }

  private void send(int follower, boolean ping) {
    Learner learner = learners.get(follower);
    if (learner == null) {
      return;
    }
    TxnLog log = server.log();
    List<RecordBatch> batches = log.read(learner.sent, log.endOffset());
    if (batches.isEmpty() && learner.toldCommitted == log.committed() && !ping) {
      return;
    }
    PeerMessage.Proposal proposal =
        new PeerMessage.Proposal(epoch, learner.sent, batches, log.committed(), ping);
    learner.sent = log.endOffset();
    learner.toldCommitted = log.committed();
    server
        .context()
        .request(
            ZooKeeperServer.node(follower),
            LANE,
            proposal,
            server.times().syncLimitNanos(),
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                if (over || learners.get(follower) != learner) {
                  return;
                }
                if (response instanceof PeerMessage.Ack ack && ack.accepted()) {
                  acknowledged(learner, ack);
                } else {
                  drop(follower, learner); // It follows no more, or another.
                }
              }

              @Override
              public void failed(Failure failure) {
                drop(follower, learner);
              }
            });
  }

  private void acknowledged(Learner learner, PeerMessage.Ack ack) {
    learner.acknowledged = Math.max(learner.acknowledged, ack.endOffset());
    learner.heardAtNanos = server.context().nowNanos();
    ack.sessions().forEach(this::heardOf);
    advance();
  }

  private void drop(int follower, Learner learner) {
    if (learners.remove(follower, learner)) {
      learner.held.reply(new PeerMessage.Refused());
    }
  }

  /** Commits what a majority has, and tells the followers. */
  private void advance() {
    List<Long> ends = new ArrayList<>();
    ends.add(server.log().endOffset());
    learners.values().forEach(learner -> ends.add(learner.acknowledged));
    ends.sort(Comparator.reverseOrder());
    if (ends.size() < server.majority()) {
      return;
    }
    long majorityHas = ends.get(server.majority() - 1);
    if (majorityHas > firstOffset && majorityHas > server.log().committed()) {
      server.commit(majorityHas);
      learners.keySet().stream().toList().forEach(follower -> send(follower, false));
    }
  }

  /** The transaction was carried out: a session that ended is watched no more. */
  void applied(Change change) {
    if (change instanceof Change.SessionClosed(long id, boolean expired)) {
      sessions.remove(id);
    }
  }

  private void tick() {
    if (over) {
      return;
    }
    server.context().clearCause();
    if (patience != null && serves()) {
      patience.cancel();
      patience = null;
    }
    long now = server.context().nowNanos();
    long heard =
        1
            + learners.values().stream()
                .filter(each -> now - each.heardAtNanos <= server.times().syncLimitNanos())
                .count();
    if (serves() && heard < server.majority()) {
      server.context().setCause(server.whyAlone());
      server.look("no majority of followers answers any more");
      return;
    }
    if (serves()) {
      for (long id : sessions.expired(now)) {
        expire(id);
      }
    }
    learners.keySet().stream().toList().forEach(follower -> send(follower, true));
    server.context().after(server.times().tickNanos() / 2, this::tick);
  }

  private void expire(long id) {
    ZnodeTree.Session session = proposed.session(id);
    sessions.close(id);
    server.context().setCause(session == null ? 0 : server.whyUnheard(session.client()));
    propose(new Txn(id, 0, 0, ZkError.OK, "", List.of(new Change.SessionClosed(id, true))));
    server.context().clearCause();
  }

  void end() {
    over = true;
    if (patience != null) {
      patience.cancel();
    }
    waitForEpoch.values().forEach(each -> each.reply(new PeerMessage.Refused()));
    waitForHistory.values().forEach(each -> each.reply(new PeerMessage.Refused()));
    for (int follower : learners.keySet()) {
      server.context().disconnect(ZooKeeperServer.node(follower), LANE);
    }
    learners.values().forEach(learner -> learner.held.reply(new PeerMessage.Refused()));
    learners.clear();
  }
}
