package vivarium.engine.zookeeper;

import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.sim.Timer;

/**
 * A follower's part: accepts its leader's epoch, makes its history the leader's, then takes down
 * what the leader proposes and carries out what it commits. Source: ZooKeeper's {@code Follower}
 * and {@code Learner}.
 */
final class Following {

  static final String LANE = "zk-follow";
  private static final String FORWARD_LANE = "zk-forward";

  /** ZooKeeper's {@code Learner} tries to connect as often, a second apart. */
  private static final int MAX_ATTEMPTS = 5;

  /** The leader's silence ends it, not this. */
  private static final long FOREVER_NANOS = 1_000_000_000_000_000L;

  private final ZooKeeperServer server;
  private final int leader;
  private final TreeSet<Long> heardOf = new TreeSet<>();
  private int epoch = -1;
  private boolean synced;
  private boolean serves;
  private long servesFrom;
  private boolean over;
  private int asked;
  private @Nullable Timer patience;

  Following(ZooKeeperServer server, int leader) {
    this.server = server;
    this.leader = leader;
  }

  int leader() {
    return leader;
  }

  boolean serves() {
    return serves;
  }

  void begin() {
    waitAtMost(server.times().initLimitNanos());
    askToJoin();
  }

  private void askToJoin() {
    asked++;
    ask(
        LANE,
        new PeerMessage.FollowerInfo(server.acceptedEpoch()),
        server.times().initLimitNanos(),
        this::toldOfEpoch);
  }

  private interface AnswerHandler {
    void answered(ApiMessage answer);
  }

  private void ask(String lane, PeerMessage body, long timeoutNanos, AnswerHandler handler) {
    server
        .context()
        .request(
            ZooKeeperServer.node(leader),
            lane,
            body,
            timeoutNanos,
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                if (!over) {
                  handler.answered(response);
                }
              }

              @Override
              public void failed(Failure failure) {
                if (!over) {
                  server.context().setCause(server.whySilent(leader));
                  server.look("the connection to leader %d broke".formatted(leader));
                }
              }
            });
  }

  /**
   * Whoever was elected may not know it yet: asks again a few times, as {@code Learner} does. Else
   * it would leave just as the leader begins to wait for it.
   */
  private void joinLater() {
    if (asked >= MAX_ATTEMPTS) {
      server.look("server %d does not lead".formatted(leader));
      return;
    }
    server
        .context()
        .after(
            server.times().tickNanos() / 2,
            () -> {
              if (!over) {
                askToJoin();
              }
            });
  }

  private void toldOfEpoch(ApiMessage answer) {
    if (!(answer instanceof PeerMessage.LeaderInfo(int newEpoch))) {
      joinLater();
      return;
    }
    StoredVote vote = server.context().disk().vote();
    boolean itsOwn = newEpoch == vote.epoch() && vote.leader() == leader;
    if (newEpoch < vote.epoch()) {
      server.look("epoch %d of server %d is past".formatted(newEpoch, leader));
      return;
    }
    boolean counts = newEpoch > vote.epoch() || itsOwn;
    if (counts) {
      server.context().disk().store(new StoredVote(newEpoch, leader, leader));
    }
    epoch = newEpoch;
    TxnLog log = server.log();
    ask(
        LANE,
        new PeerMessage.AckEpoch(newEpoch, counts, log.epochs(), log.endOffset()),
        server.times().initLimitNanos(),
        this::toldHistory);
  }

  private void toldHistory(ApiMessage answer) {
    if (!(answer instanceof PeerMessage.Sync sync) || sync.epoch() != epoch) {
      server.look("server %d does not lead".formatted(leader));
      return;
    }
    TxnLog log = server.log();
    long before = log.endOffset();
    if (sync.snapshot() != null) {
      server.install(sync.snapshot());
    } else if (sync.truncateTo() < before) {
      if (sync.truncateTo() < log.committed()) {
        throw new IllegalStateException(
            "%s is to truncate to %d what is committed up to %d"
                .formatted(server.context().self(), sync.truncateTo(), log.committed()));
      }
      log.log().truncateTo(sync.truncateTo());
      server.context().emit(new Coordination.MetadataTruncated(before, sync.truncateTo()));
    }
    append(sync.batches());
    synced = true;
    servesFrom = log.endOffset();
    server.tellRole(QuorumRole.FOLLOWER, epoch, leader, "server %d leads".formatted(leader));
    ask(
        LANE,
        new PeerMessage.Synced(epoch, log.endOffset()),
        FOREVER_NANOS,
        unused -> server.look("server %d leads no more".formatted(leader)));
  }

  private void append(List<RecordBatch> batches) {
    if (!batches.isEmpty()) {
      batches.forEach(server.log().log()::appendAsFollower);
      server.context().emit(new Coordination.MetadataAppended(server.log().endOffset()));
    }
  }

  /** The leader proposes, commits, or tells that it lives. */
  void handle(Request request, PeerMessage.Proposal proposal) {
    boolean fits =
        synced
            && request.from().number() == leader
            && proposal.epoch() == epoch
            && proposal.fromOffset() == server.log().endOffset();
    if (!fits) {
      request.reply(new PeerMessage.Ack(false, server.log().endOffset(), List.of()));
      return;
    }
    waitAtMost(server.times().syncLimitNanos());
    append(proposal.batches());
    request.reply(new PeerMessage.Ack(true, server.log().endOffset(), List.copyOf(heardOf)));
    heardOf.clear();
    server.commit(Math.min(proposal.committed(), server.log().endOffset()));
    if (proposal.committed() >= servesFrom) {
      serves = true;
    }
  }

  private void waitAtMost(long nanos) {
    if (patience != null) {
      patience.cancel();
    }
    patience =
        server
            .context()
            .after(
                nanos,
                () -> {
                  server.context().setCause(server.whySilent(leader));
                  server.look(
                      "leader %d was silent for %d ms".formatted(leader, nanos / 1_000_000));
                });
  }

  /** A session's client was heard of. */
  void heardOf(long sessionId) {
    heardOf.add(sessionId);
  }

  void submit(long sessionId, long xid, ZkOp.Write op) {
    ask(
        FORWARD_LANE,
        new PeerMessage.Forward(sessionId, xid, op),
        server.times().syncLimitNanos(),
        unused -> {});
  }

  /** Asks the leader whether a session that has come here goes on. */
  void revalidate(long sessionId, long password, SessionCheck check) {
    ask(
        FORWARD_LANE,
        new PeerMessage.Revalidate(sessionId, password),
        server.times().syncLimitNanos(),
        answer ->
            check.checked(answer instanceof PeerMessage.Revalidated(boolean valid) ? valid : null));
  }

  /** Takes the leader's word about a session. */
  interface SessionCheck {
    /**
     * @param valid whether it goes on; null if the one asked cannot tell
     */
    void checked(@Nullable Boolean valid);
  }

  void end() {
    over = true;
    if (patience != null) {
      patience.cancel();
    }
    server.context().disconnect(ZooKeeperServer.node(leader), LANE);
    server.context().disconnect(ZooKeeperServer.node(leader), FORWARD_LANE);
  }
}
