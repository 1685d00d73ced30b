package vivarium.engine.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.net.Request;
import vivarium.engine.wire.ControlBatches;

/**
 * The leader's hand in who votes: one controller comes or goes at a time, and only when what was
 * before is committed (Raft §4.2, KIP-853). Who joins must have the whole log first. Source:
 * Kafka's {@code AddVoterHandler} and {@code RemoveVoterHandler}.
 */
final class Membership {

  private final QuorumMember member;
  private @Nullable Change change;

  /** A change that is written and not committed; {@code done} is told what became of it. */
  private record Change(long endOffset, Consumer<Errors> done) {}

  Membership(QuorumMember member) {
    this.member = member;
  }

  void handle(Request request, AddRaftVoterRequestData add) {
    int id = add.voterId();
    Consumer<Errors> answer =
        error ->
            request.reply(
                new AddRaftVoterResponseData()
                    .setErrorCode(error.code())
                    .setErrorMessage(error == Errors.NONE ? null : error.message()));
    if (!(member.state() instanceof QuorumState.Leader leader)) {
      answer.accept(Errors.NOT_LEADER_OR_FOLLOWER);
    } else if (member.voters().contains(id)) {
      answer.accept(Errors.DUPLICATE_VOTER);
    } else if (!mayChange(leader) || !hasCaughtUp(leader, id)) {
      answer.accept(Errors.REQUEST_TIMED_OUT);
    } else {
      List<Integer> voters = new ArrayList<>(member.voters());
      voters.add(id);
      begin(leader, voters, answer);
    }
  }

  void handle(Request request, RemoveRaftVoterRequestData remove) {
    int id = remove.voterId();
    Consumer<Errors> answer =
        error ->
            request.reply(
                new RemoveRaftVoterResponseData()
                    .setErrorCode(error.code())
                    .setErrorMessage(error == Errors.NONE ? null : error.message()));
    if (!(member.state() instanceof QuorumState.Leader leader)) {
      answer.accept(Errors.NOT_LEADER_OR_FOLLOWER);
    } else if (!member.voters().contains(id)) {
      answer.accept(Errors.VOTER_NOT_FOUND);
    } else if (!mayChange(leader)) {
      answer.accept(Errors.REQUEST_TIMED_OUT);
    } else if (member.voters().size() == 1) {
      answer.accept(Errors.INVALID_REQUEST);
    } else {
      begin(leader, member.voters().stream().filter(voter -> voter != id).toList(), answer);
    }
  }

  /** Something of this epoch is committed, and no other change is under way. */
  private boolean mayChange(QuorumState.Leader leader) {
    return leader.replication().isActive() && member.votersAreSettled();
  }

  private boolean hasCaughtUp(QuorumState.Leader leader, int id) {
    Replication.Voter observer = leader.replication().observers().get(id);
    return observer != null
        && observer.lastCaughtUpNanos() >= 0
        && member.context().nowNanos() - observer.lastCaughtUpNanos()
            <= member.times().fetchTimeoutNanos();
  }

  private void begin(QuorumState.Leader leader, List<Integer> voters, Consumer<Errors> done) {
    member.append(ControlBatches.voters(voters, member.context().nowMs()));
    change = new Change(member.metadata().log().logEndOffset(), done);
    leader.replication().change(voters, member.self());
    member.votersChanged();
  }

  /** The log is committed up to here. */
  void committed(QuorumState.Leader leader, long highWatermark) {
    Change due = change;
    if (due == null || due.endOffset() > highWatermark) {
      return;
    }
    change = null;
    member.context().emit(new Coordination.VotersChanged(member.voters()));
    due.done().accept(Errors.NONE);
    if (!leader.replication().selfVotes()) {
      member.leaveQuorum(leader);
    }
  }

  /** This voter leads no more: whether the change comes about others decide. */
  void abandon() {
    Change given = change;
    change = null;
    if (given != null) {
      given.done().accept(Errors.NOT_LEADER_OR_FOLLOWER);
    }
  }
}
