package vivarium.engine.zookeeper;

import java.util.TreeMap;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.sim.Timer;
import vivarium.engine.zookeeper.PeerMessage.Notification;
import vivarium.engine.zookeeper.PeerMessage.Standing;

/**
 * Finds out whom to lead or follow: servers tell one another their votes, in numbered rounds, and
 * change them for better ones until a majority agrees. Its outcome is only a proposal; that a
 * leader is safe is established when a majority accepts its epoch. Source: ZooKeeper's {@code
 * FastLeaderElection}.
 */
final class Election {

  private static final String LANE = "zk-election";

  private final ZooKeeperServer server;
  private final TreeMap<Integer, Notification> votes = new TreeMap<>();
  private final TreeMap<Integer, Notification> settled = new TreeMap<>();
  private Notification proposal;
  private long round;
  private boolean looking;
  private @Nullable Timer decision;
  private @Nullable Timer repetition;

  Election(ZooKeeperServer server) {
    this.server = server;
    this.proposal = own(Standing.LOOKING);
  }

  private Notification own(Standing standing) {
    return new Notification(
        round, server.id(), server.log().lastEpoch(), server.log().endOffset(), standing);
  }

  /** Begins a new round with a vote for itself. */
  void begin() {
    looking = true;
    round++;
    votes.clear();
    settled.clear();
    proposal = own(Standing.LOOKING);
    tellAll();
    decideIfAgreed();
  }

  /** Another server tells its vote and asks for this one's. */
  void handle(Request request, Notification other) {
    if (looking) {
      take(request.from().number(), other);
    }
    request.reply(present());
  }

  private Notification present() {
    Standing standing = server.standing();
    int leader = standing == Standing.LOOKING ? proposal.leader() : server.leader();
    return new Notification(round, leader, proposal.lastEpoch(), proposal.endOffset(), standing);
  }

  private void take(int from, Notification other) {
    if (other.standing() != Standing.LOOKING) {
      settled.put(from, other);
      joinIfSettled(other);
      return;
    }
    if (other.round() < round) {
      return; // It learns of this round from the answer.
    }
    if (other.round() > round) {
      round = other.round();
      votes.clear();
      proposal = own(Standing.LOOKING);
      change(other.beats(proposal) ? other : proposal);
    } else if (other.beats(proposal)) {
      change(other);
    }
    votes.put(from, other);
    decideIfAgreed();
  }

  private void change(Notification to) {
    proposal =
        new Notification(round, to.leader(), to.lastEpoch(), to.endOffset(), Standing.LOOKING);
    tellAll();
  }

  /** Those who have a leader name the same one, it says so itself, and they are a majority. */
  private void joinIfSettled(Notification other) {
    Notification ofLeader = settled.get(other.leader());
    long agreeing =
        settled.values().stream().filter(vote -> vote.leader() == other.leader()).count();
    if (ofLeader != null
        && ofLeader.standing() == Standing.LEADING
        && agreeing >= server.majority()) {
      round = Math.max(round, ofLeader.round());
      end();
      server.follow(other.leader());
    }
  }

  private void decideIfAgreed() {
    if (decision != null) {
      decision.cancel();
      decision = null;
    }
    long agreeing = 1 + votes.values().stream().filter(vote -> vote.isForSameAs(proposal)).count();
    if (agreeing < server.majority()) {
      return;
    }
    long wait = agreeing == server.size() ? 0 : server.times().finalizeWaitNanos();
    decision = server.context().after(wait, this::decide);
  }

  private void decide() {
    int leader = proposal.leader();
    end();
    if (leader == server.id()) {
      server.lead();
    } else {
      server.follow(leader);
    }
  }

  private void end() {
    looking = false;
    if (decision != null) {
      decision.cancel();
    }
    if (repetition != null) {
      repetition.cancel();
    }
  }

  private void tellAll() {
    if (repetition != null) {
      repetition.cancel();
    }
    for (int peer : server.peers()) {
      tell(peer);
    }
    repetition = server.context().after(server.times().tickNanos(), this::tellAll);
  }

  private void tell(int peer) {
    server
        .context()
        .request(
            ZooKeeperServer.node(peer),
            LANE,
            present(),
            server.times().tickNanos(),
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                if (looking && response instanceof Notification vote) {
                  take(peer, vote);
                }
              }

              @Override
              public void failed(Failure failure) {
                // The vote is told again as long as this server looks for a leader.
              }
            });
  }
}
