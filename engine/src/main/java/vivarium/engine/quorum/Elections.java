package vivarium.engine.quorum;

import org.apache.kafka.common.message.VoteRequestData;
import org.apache.kafka.common.message.VoteResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;

/** Asks for votes, first without obligation (pre-vote), then in a new epoch; and grants them. */
final class Elections {

  private static final String LANE = "quorum-votes";
  private static final long RETRY_NANOS = 100_000_000L;

  /** A quorum that never had a leader waits this part of its election timeout. */
  private static final int FIRST_ELECTION_DIVISOR = 20;

  private final QuorumMember member;

  Elections(QuorumMember member) {
    this.member = member;
  }

  /**
   * One to two election timeouts, by chance, so that voters do not stand at the same time. The
   * first election of a cluster's life is quick, as if its first leader had been named.
   */
  long randomTimeoutNanos() {
    boolean never = member.epoch() == 0 && member.metadata().log().logEndOffset() == 0;
    long timeout =
        Math.max(1, member.times().electionTimeoutNanos() / (never ? FIRST_ELECTION_DIVISOR : 1));
    return timeout + (long) (member.context().random().nextDouble() * timeout);
  }

  /** How long a follower waits after its leader resigned: the best successor not at all. */
  long backoffNanos(int position, int successors) {
    if (position == 0) {
      return 0;
    }
    long max = member.times().electionBackoffMaxNanos();
    if (position < 0) {
      return max;
    }
    return Math.min(max, (max >> (successors - 1)) << (position - 1));
  }

  /** Becomes prospective and asks who would vote for it. */
  void begin(String reason) {
    if (!member.isVoter()) {
      member.becomeUnattached(member.epoch(), member.state().votedFor(), reason);
      return;
    }
    if (member.voters().size() == 1) {
      stand(reason);
      return;
    }
    QuorumState before = member.state();
    Ballot ballot = new Ballot(member.voters().size(), member.self());
    int leader = before instanceof QuorumState.Follower ? before.leader() : StoredVote.NOBODY;
    QuorumState.Prospective prospective =
        new QuorumState.Prospective(before.epoch(), leader, before.votedFor(), ballot);
    member.become(prospective, reason);
    member.after(randomTimeoutNanos(), () -> lose(prospective, "too few answered its pre-vote"));
    member.otherVoters().forEach(voter -> ask(voter, prospective, ballot, true));
  }

  private void stand(String reason) {
    Ballot ballot = new Ballot(member.voters().size(), member.self());
    QuorumState.Candidate candidate =
        new QuorumState.Candidate(member.epoch() + 1, member.self(), ballot);
    member.become(candidate, reason);
    if (ballot.isWon()) {
      member.becomeLeader(candidate);
      return;
    }
    member.after(randomTimeoutNanos(), () -> begin("too few voted for it"));
    member.otherVoters().forEach(voter -> ask(voter, candidate, ballot, false));
  }

  private void lose(QuorumState.Prospective prospective, String reason) {
    if (prospective.leader() != StoredVote.NOBODY) {
      member.becomeFollower(prospective.epoch(), prospective.leader(), reason);
    } else {
      member.becomeUnattached(prospective.epoch(), prospective.votedFor(), reason);
    }
  }

  private void ask(NodeId voter, QuorumState asking, Ballot ballot, boolean preVote) {
    MetadataLog metadata = member.metadata();
    VoteRequestData request =
        QuorumMessages.request(
            new VoteRequestData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setReplicaEpoch(asking.epoch())
                .setReplicaId(member.self())
                .setLastOffsetEpoch(metadata.lastEpoch())
                .setLastOffset(metadata.log().logEndOffset())
                .setPreVote(preVote));
    request.setVoterId(voter.number());
    member
        .context()
        .request(
            voter,
            LANE,
            request,
            member.times().requestTimeoutNanos(),
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                Elections.this.answered(
                    voter, asking, ballot, QuorumMessages.only((VoteResponseData) response));
              }

              @Override
              public void failed(Failure failure) {
                member
                    .context()
                    .after(
                        RETRY_NANOS,
                        () -> {
                          if (member.state() == asking && !ballot.isLost()) {
                            ask(voter, asking, ballot, preVote);
                          }
                        });
              }
            });
  }

  private void answered(
      NodeId voter, QuorumState asking, Ballot ballot, VoteResponseData.PartitionData answer) {
    if (member.learn(
        answer.leaderId(),
        answer.leaderEpoch(),
        "%s is in epoch %d".formatted(voter, answer.leaderEpoch()))) {
      return;
    }
    if (member.state() != asking || answer.errorCode() != Errors.NONE.code()) {
      return;
    }
    ballot.note(voter.number(), answer.voteGranted());
    switch (asking) {
      case QuorumState.Prospective prospective -> {
        if (ballot.isWon()) {
          stand("a majority would vote for it");
        } else if (ballot.isLost()) {
          lose(prospective, "a majority would not vote for it");
        }
      }
      case QuorumState.Candidate candidate -> {
        if (ballot.isWon()) {
          member.becomeLeader(candidate);
        } // A lost candidate waits for its timeout, or for the winner to speak.
      }
      default -> throw new IllegalStateException(asking + " asks for no votes");
    }
  }

  void handle(Request request, VoteRequestData body) {
    VoteRequestData.PartitionData vote = QuorumMessages.only(body);
    int candidate = vote.replicaId();
    Errors error = validate(vote);
    boolean granted = false;
    if (error == Errors.NONE) {
      if (vote.replicaEpoch() > member.epoch()) {
        member.becomeUnattached(
            vote.replicaEpoch(),
            StoredVote.NOBODY,
            "voter %d is in epoch %d".formatted(candidate, vote.replicaEpoch()));
      }
      granted = member.state().canGrantVote(candidate, isUpToDate(vote), vote.preVote());
      if (granted && !vote.preVote() && member.state().votedFor() != candidate) {
        member.becomeUnattached(
            vote.replicaEpoch(), candidate, "it voted for voter %d".formatted(candidate));
      }
    }
    request.reply(
        QuorumMessages.response(
            new VoteResponseData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setErrorCode(error.code())
                .setLeaderId(member.state().leader())
                .setLeaderEpoch(member.epoch())
                .setVoteGranted(granted)));
  }

  private Errors validate(VoteRequestData.PartitionData vote) {
    boolean illegal =
        vote.preVote()
            ? vote.lastOffsetEpoch() > vote.replicaEpoch()
            : vote.lastOffsetEpoch() >= vote.replicaEpoch();
    if (illegal) {
      return Errors.INVALID_REQUEST;
    }
    // Whoever asks may be a voter by a record that has not come here yet (KIP-853).
    return vote.replicaEpoch() < member.epoch() ? Errors.FENCED_LEADER_EPOCH : Errors.NONE;
  }

  private boolean isUpToDate(VoteRequestData.PartitionData vote) {
    int mine = member.metadata().lastEpoch();
    return vote.lastOffsetEpoch() > mine
        || (vote.lastOffsetEpoch() == mine
            && vote.lastOffset() >= member.metadata().log().logEndOffset());
  }
}
