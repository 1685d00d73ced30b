package vivarium.engine.quorum;

import java.util.List;
import org.apache.kafka.common.message.BeginQuorumEpochRequestData;
import org.apache.kafka.common.message.BeginQuorumEpochResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.EndQuorumEpochRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.NodeId;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;

/** What the leader does: tells the others that it leads, commits what a majority has fetched. */
final class Leading {

  private static final String LANE = "quorum-epoch";

  private final QuorumMember member;
  private final FetchServer server;
  private final Membership membership;

  Leading(QuorumMember member, FetchServer server) {
    this.member = member;
    this.server = server;
    this.membership = new Membership(member);
  }

  /** Who comes and goes. */
  Membership membership() {
    return membership;
  }

  /** The voters are others now: counts them from here on. */
  void votersChanged() {
    if (leader() instanceof QuorumState.Leader leader) {
      awaitMajority(leader);
      replicate();
    }
  }

  private QuorumState.@Nullable Leader leader() {
    return member.state() instanceof QuorumState.Leader leader ? leader : null;
  }

  void begin() {
    if (leader() instanceof QuorumState.Leader leader) {
      announce(leader);
      awaitMajority(leader);
    }
  }

  /** At intervals, tells voters that have not fetched who leads. */
  private void announce(QuorumState.Leader leader) {
    if (member.state() != leader) {
      return;
    }
    NodeContext context = member.context();
    long interval = member.times().fetchTimeoutNanos() / 2;
    leader
        .replication()
        .others()
        .forEach(
            (id, voter) -> {
              boolean silent =
                  voter.lastFetchNanos() < 0
                      || context.nowNanos() - voter.lastFetchNanos() >= interval;
              if (silent) {
                tell(NodeId.controller(id), leader);
              }
            });
    context.after(
        interval,
        () -> {
          context.clearCause();
          announce(leader);
        });
  }

  private void tell(NodeId voter, QuorumState.Leader leader) {
    BeginQuorumEpochRequestData request =
        QuorumMessages.request(
            new BeginQuorumEpochRequestData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setLeaderId(member.self())
                .setLeaderEpoch(leader.epoch()));
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
                var answer = QuorumMessages.only((BeginQuorumEpochResponseData) response);
                member.learn(
                    answer.leaderId(),
                    answer.leaderEpoch(),
                    "%s is in epoch %d".formatted(voter, answer.leaderEpoch()));
              }

              @Override
              public void failed(Failure failure) {
                // Told again at the next interval, as long as it does not fetch.
              }
            });
  }

  /** Check-quorum: a leader that a majority no longer fetches from resigns (Raft §6.2). */
  private void awaitMajority(QuorumState.Leader leader) {
    if (leader.replication().others().isEmpty()) {
      member.waitNoMore();
      return;
    }
    long timeout = member.times().fetchTimeoutNanos() * 3 / 2;
    member.after(
        timeout,
        () -> {
          long cause =
              leader.replication().unheard().stream()
                  .mapToLong(member::whySilent)
                  .max()
                  .orElse(member.context().cause());
          member.context().setCause(cause);
          member.resignTo(
              leader.epoch(),
              "no majority of voters fetched from it for %d ms".formatted(timeout / 1_000_000));
        });
  }

  void handle(Request request, FetchRequestData fetch) {
    FetchRequestData.FetchPartition partition = QuorumMessages.only(fetch);
    Errors error = validate(partition.currentLeaderEpoch());
    QuorumState.Leader leader = leader();
    if (leader == null || error != Errors.NONE) {
      FetchServer.refuse(request, error, knownLeader(), member.epoch());
      return;
    }
    if (server.divergence(partition) == null) {
      PartitionLog log = member.metadata().log();
      boolean ofVoter =
          leader
              .replication()
              .noteFetch(
                  fetch.replicaState().replicaId(),
                  partition.fetchOffset(),
                  log.logEndOffset(),
                  member.context().nowNanos());
      if (ofVoter) {
        if (leader.replication().majorityWasHeard()) {
          awaitMajority(leader);
        }
        commit(leader);
      }
    }
    if (member.state() == leader) {
      server.serve(request, fetch, leader.epoch());
    } else {
      FetchServer.refuse(request, Errors.NOT_LEADER_OR_FOLLOWER, knownLeader(), member.epoch());
    }
  }

  void handle(Request request, FetchSnapshotRequestData fetch) {
    Errors error = validate(QuorumMessages.only(fetch).currentLeaderEpoch());
    if (error == Errors.NONE) {
      server.serve(request, fetch, member.epoch());
    } else {
      FetchServer.refuseSnapshot(request, error, knownLeader(), member.epoch());
    }
  }

  private Errors validate(int claimedEpoch) {
    if (claimedEpoch < member.epoch()) {
      return Errors.FENCED_LEADER_EPOCH;
    }
    if (claimedEpoch > member.epoch()) {
      return Errors.UNKNOWN_LEADER_EPOCH;
    }
    return leader() == null ? Errors.NOT_LEADER_OR_FOLLOWER : Errors.NONE;
  }

  private int knownLeader() {
    return member.state() instanceof QuorumState.Resigned
        ? StoredVote.NOBODY
        : member.state().leader();
  }

  /** There may be more to hand on, and more to commit. */
  void replicate() {
    if (leader() instanceof QuorumState.Leader leader) {
      commit(leader);
      if (member.state() == leader) {
        server.completeWaiting(leader.epoch());
      }
    }
  }

  private void commit(QuorumState.Leader leader) {
    PartitionLog log = member.metadata().log();
    long committed = leader.replication().highWatermark(log.highWatermark(), log.logEndOffset());
    if (committed <= leader.replication().epochStartOffset()) {
      return;
    }
    boolean more = committed > log.highWatermark();
    if (more) {
      log.setHighWatermark(committed);
      member.listener().committed(committed);
    }
    if (!leader.replication().isActive()) {
      leader.replication().activate();
      member.context().setCause(leader.replication().electionCause());
      member.listener().elected(leader.epoch());
    }
    if (more && member.state() == leader) {
      server.completeWaiting(leader.epoch());
      membership.committed(leader, committed);
    }
  }

  /** EndQuorumEpoch: the others may elect the next leader at once, the best of them first. */
  void sayGoodbye(QuorumState.Leader leader) {
    for (NodeId voter : member.otherVoters()) {
      EndQuorumEpochRequestData.PartitionData partition =
          new EndQuorumEpochRequestData.PartitionData()
              .setPartitionIndex(MetadataLog.PARTITION.partition())
              .setLeaderId(member.self())
              .setLeaderEpoch(leader.epoch())
              .setPreferredSuccessors(leader.replication().successors());
      member
          .context()
          .request(
              voter,
              LANE,
              QuorumMessages.request(partition),
              member.times().requestTimeoutNanos(),
              new ResponseHandler() {
                @Override
                public void answered(ApiMessage response) {}

                @Override
                public void failed(Failure failure) {}
              });
    }
  }

  /** DescribeQuorum: who leads, and how far each voter and observer has fetched. */
  void describe(Request request) {
    DescribeQuorumResponseData.PartitionData partition =
        new DescribeQuorumResponseData.PartitionData()
            .setPartitionIndex(MetadataLog.PARTITION.partition());
    if (leader() instanceof QuorumState.Leader leader) {
      PartitionLog log = member.metadata().log();
      long nowMs = member.context().nowMs();
      partition
          .setLeaderId(member.self())
          .setLeaderEpoch(leader.epoch())
          .setHighWatermark(log.highWatermark());
      DescribeQuorumResponseData.ReplicaState itself =
          new DescribeQuorumResponseData.ReplicaState()
              .setReplicaId(member.self())
              .setLogEndOffset(log.logEndOffset())
              .setLastFetchTimestamp(nowMs)
              .setLastCaughtUpTimestamp(nowMs);
      (leader.replication().selfVotes() ? partition.currentVoters() : partition.observers())
          .add(itself);
      leader
          .replication()
          .others()
          .forEach((id, voter) -> partition.currentVoters().add(state(id, voter)));
      leader
          .replication()
          .observers()
          .forEach((id, observer) -> partition.observers().add(state(id, observer)));
    } else {
      partition
          .setErrorCode(Errors.NOT_LEADER_OR_FOLLOWER.code())
          .setLeaderId(knownLeader())
          .setLeaderEpoch(member.epoch());
    }
    DescribeQuorumResponseData response = new DescribeQuorumResponseData();
    response
        .topics()
        .add(
            new DescribeQuorumResponseData.TopicData()
                .setTopicName(MetadataLog.PARTITION.topic())
                .setPartitions(List.of(partition)));
    request.reply(response);
  }

  private DescribeQuorumResponseData.ReplicaState state(int id, Replication.Voter voter) {
    return new DescribeQuorumResponseData.ReplicaState()
        .setReplicaId(id)
        .setLogEndOffset(voter.endOffset())
        .setLastFetchTimestamp(timestamp(voter.lastFetchNanos()))
        .setLastCaughtUpTimestamp(timestamp(voter.lastCaughtUpNanos()));
  }

  private long timestamp(long nanos) {
    NodeContext context = member.context();
    return nanos < 0 ? -1 : context.nowMs() - (context.nowNanos() - nanos) / 1_000_000;
  }
}
