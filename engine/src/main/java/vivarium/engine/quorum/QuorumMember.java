package vivarium.engine.quorum;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.BeginQuorumEpochRequestData;
import org.apache.kafka.common.message.BeginQuorumEpochResponseData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.EndQuorumEpochRequestData;
import org.apache.kafka.common.message.EndQuorumEpochResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.VoteRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.sim.Timer;
import vivarium.engine.wire.ControlBatches;

/**
 * One controller in the quorum: holds its state, moves it from one to the next, and gives requests
 * to the part that serves them. One without a vote follows the log until it is given one. Source:
 * Kafka's {@code KafkaRaftClient}.
 */
public final class QuorumMember {

  private static final int NOBODY = StoredVote.NOBODY;

  private final NodeContext context;
  private final Blame blame;
  private final MetadataLog metadata;
  private final VoterHistory voters;
  private final Supplier<List<Integer>> known;
  private final QuorumTimes times;
  private final Listener listener;
  private final Elections elections;
  private final Leading leading;
  private final MetadataFetcher fetcher;
  private final FetchServer server;
  private QuorumState state = new QuorumState.Unattached(0, NOBODY, NOBODY);
  private @Nullable Timer timer;
  private int asked;
  private @Nullable Runnable whenEpochMovesOn;

  /** Whom the quorum serves: the controller on this node. */
  public interface Listener {
    /** The log is committed up to {@code highWatermark}, or a snapshot has replaced its start. */
    void committed(long highWatermark);

    /** This voter leads, and everything of earlier epochs is committed and told of. */
    void elected(int epoch);

    /** This voter leads no more. */
    void deposed();
  }

  /**
   * @param voters ids of the controllers that vote as long as the log names no others
   * @param known ids of all controllers there are, whom one without a vote asks for the leader
   */
  public QuorumMember(
      NodeContext context,
      Blame blame,
      MetadataLog metadata,
      List<Integer> voters,
      Supplier<List<Integer>> known,
      QuorumTimes times,
      Listener listener) {
    this.context = context;
    this.blame = blame;
    this.metadata = metadata;
    this.voters = new VoterHistory(voters, context.disk(), metadata.log());
    this.known = known;
    this.times = times;
    this.listener = listener;
    this.server = new FetchServer(context, metadata);
    this.elections = new Elections(this);
    this.leading = new Leading(this, server);
    this.fetcher = new MetadataFetcher(context, metadata, times, new FetcherOwner());
  }

  /** Takes up what the voter was before its process died. */
  public void start() {
    StoredVote vote = context.disk().vote();
    int logEpoch = metadata.lastEpoch();
    voters.follow();
    if (!isVoter()) {
      becomeUnattached(Math.max(vote.epoch(), logEpoch), vote.votedFor(), "it starts");
    } else if (voters().size() == 1) {
      state = new QuorumState.Unattached(Math.max(vote.epoch(), logEpoch), NOBODY, NOBODY);
      elections.begin("it is the only voter");
    } else if (vote.epoch() < logEpoch) {
      becomeUnattached(logEpoch, NOBODY, "it starts");
    } else if (vote.leader() == self()) {
      resignTo(vote.epoch(), "it starts, and led epoch %d before".formatted(vote.epoch()));
    } else if (vote.leader() != NOBODY) {
      becomeFollower(vote.epoch(), vote.leader(), "it starts");
    } else {
      becomeUnattached(vote.epoch(), vote.votedFor(), "it starts");
    }
  }

  /** Serves a request among quorum members and observers; false if it is of another kind. */
  public boolean handle(Request request) {
    switch (request.body()) {
      case VoteRequestData vote -> elections.handle(request, vote);
      case BeginQuorumEpochRequestData begin -> handle(request, QuorumMessages.only(begin));
      case EndQuorumEpochRequestData end -> handle(request, QuorumMessages.only(end));
      case FetchRequestData fetch -> leading.handle(request, fetch);
      case FetchSnapshotRequestData fetch -> leading.handle(request, fetch);
      case DescribeQuorumRequestData unused -> leading.describe(request);
      case AddRaftVoterRequestData add -> leading.membership().handle(request, add);
      case RemoveRaftVoterRequestData remove -> leading.membership().handle(request, remove);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void handle(Request request, BeginQuorumEpochRequestData.PartitionData begin) {
    learn(begin.leaderId(), begin.leaderEpoch(), "voter %d leads".formatted(begin.leaderId()));
    boolean stale = begin.leaderEpoch() < state.epoch();
    request.reply(
        QuorumMessages.response(
            new BeginQuorumEpochResponseData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setErrorCode((stale ? Errors.FENCED_LEADER_EPOCH : Errors.NONE).code())
                .setLeaderId(state.leader())
                .setLeaderEpoch(state.epoch())));
  }

  private void handle(Request request, EndQuorumEpochRequestData.PartitionData end) {
    if (end.leaderEpoch() > state.epoch()) {
      learn(end.leaderId(), end.leaderEpoch(), "voter %d led".formatted(end.leaderId()));
    }
    boolean itsLeaderGoes =
        end.leaderEpoch() == state.epoch() && state instanceof QuorumState.Follower;
    request.reply(
        QuorumMessages.response(
            new EndQuorumEpochResponseData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setErrorCode(
                    (end.leaderEpoch() < state.epoch() ? Errors.FENCED_LEADER_EPOCH : Errors.NONE)
                        .code())
                .setLeaderId(state.leader())
                .setLeaderEpoch(state.epoch())));
    if (itsLeaderGoes) {
      fetcher.stop();
      int position = end.preferredSuccessors().indexOf(self());
      String reason = "voter %d resigned".formatted(end.leaderId());
      after(
          elections.backoffNanos(position, end.preferredSuccessors().size()),
          () -> elections.begin(reason));
    }
  }

  /** Appends as the leader; nothing of it is sent or committed before {@link #replicate}. */
  public void append(RecordBatch batch) {
    metadata.log().appendAsLeader(batch, state.epoch());
    voters.follow();
    context.emit(new Coordination.MetadataAppended(metadata.log().logEndOffset()));
  }

  /** Hands what was appended to whoever waits for it, and commits what a majority has. */
  public void replicate() {
    leading.replicate();
  }

  /**
   * Ends a leadership in an orderly way: asks the others to elect the next leader, and stays to
   * vote for it.
   *
   * @param whenSucceeded is run once there is a new epoch, or none came in time
   */
  public void resign(Runnable whenSucceeded) {
    if (state instanceof QuorumState.Leader leader && voters().size() > 1) {
      resignTo(leader.epoch(), "it shuts down");
      leading.sayGoodbye(leader);
      whenEpochMovesOn = whenSucceeded;
      after(times.requestTimeoutNanos(), whenSucceeded);
    } else {
      whenSucceeded.run();
    }
  }

  /** The epoch this voter is in. */
  public int epoch() {
    return state.epoch();
  }

  public QuorumRole role() {
    boolean watches = !isVoter() && !(state instanceof QuorumState.Leader);
    return watches ? QuorumRole.OBSERVER : state.role();
  }

  /** The voter that leads as far as this one knows, or -1. */
  public int leader() {
    return state.leader();
  }

  QuorumState state() {
    return state;
  }

  NodeContext context() {
    return context;
  }

  MetadataLog metadata() {
    return metadata;
  }

  QuorumTimes times() {
    return times;
  }

  Listener listener() {
    return listener;
  }

  /** Ids of the controllers that vote, as far as this one knows. */
  public List<Integer> voters() {
    return voters.latest();
  }

  /** Whether a change of the voters is under way. */
  boolean votersAreSettled() {
    return voters.isSettled();
  }

  /** The voters as a snapshot up to an offset has to name them; null while nobody changed them. */
  public @Nullable RecordBatch votersForSnapshot(long endOffset) {
    return voters.hasChanged()
        ? ControlBatches.voters(voters.before(endOffset), context.nowMs())
        : null;
  }

  boolean isVoter() {
    return voters().contains(self());
  }

  List<NodeId> otherVoters() {
    return voters().stream().filter(id -> id != self()).map(NodeId::controller).toList();
  }

  int self() {
    return context.self().number();
  }

  long whySilent(int voter) {
    return blame.whySilent(context.self(), NodeId.controller(voter));
  }

  private long whyUnanswered(int voter, long sinceNanos) {
    return Blame.firstOf(
        whySilent(voter), blame.whyBackSince(context.self(), NodeId.controller(voter), sinceNanos));
  }

  /** Another tells of an epoch and perhaps its leader: follows if that is news. */
  boolean learn(int leader, int epoch, String reason) {
    boolean other = leader != NOBODY && leader != self();
    if (epoch > state.epoch()) {
      if (other) {
        becomeFollower(epoch, leader, reason);
      } else {
        becomeUnattached(epoch, NOBODY, reason);
      }
      return true;
    }
    if (epoch == state.epoch() && other && state.leader() == NOBODY) {
      becomeFollower(epoch, leader, reason);
      return true;
    }
    return false;
  }

  void becomeUnattached(int epoch, int votedFor, String reason) {
    become(new QuorumState.Unattached(epoch, NOBODY, votedFor), reason);
    waitForElection();
  }

  /** Back from a pre-vote that failed without a leader being known. */
  void waitForElection() {
    if (!isVoter()) {
      askAround();
      return;
    }
    after(
        elections.randomTimeoutNanos(),
        () -> elections.begin("no leader was heard of within its election timeout"));
  }

  /** Without a vote there is nothing to do but to ask one controller after the other who leads. */
  private void askAround() {
    List<Integer> others = known.get().stream().filter(id -> id != self()).toList();
    if (!others.isEmpty()) {
      asked = (asked + 1) % others.size();
      fetcher.fetchFrom(NodeId.controller(others.get(asked)), state.epoch());
    }
    after(times.fetchTimeoutNanos(), this::askAround);
  }

  void becomeFollower(int epoch, int leader, String reason) {
    become(new QuorumState.Follower(epoch, leader, NOBODY, false), reason);
    fetcher.fetchFrom(NodeId.controller(leader), epoch);
    awaitFetch(leader);
  }

  private void awaitFetch(int leader) {
    long sinceNanos = context.nowNanos();
    after(
        times.fetchTimeoutNanos(),
        () -> {
          fetcher.stop();
          context.setCause(whyUnanswered(leader, sinceNanos));
          elections.begin(
              "leader %d did not answer for %d ms"
                  .formatted(leader, times.fetchTimeoutNanos() / 1_000_000));
        });
  }

  void becomeLeader(QuorumState.Candidate candidate) {
    PartitionLog log = metadata.log();
    Replication replication = new Replication(voters(), self(), log.logEndOffset());
    become(
        new QuorumState.Leader(candidate.epoch(), self(), replication),
        voters().size() == 1 ? "it is the only voter" : "a majority voted for it");
    replication.electedBecauseOf(context.cause());
    append(ControlBatches.leaderChange(self(), voters(), context.nowMs()));
    leading.begin();
    replicate();
  }

  void resignTo(int epoch, String reason) {
    become(new QuorumState.Resigned(epoch, self()), reason);
    after(
        elections.randomTimeoutNanos(),
        () -> becomeUnattached(epoch + 1, NOBODY, "it waited one election timeout"));
  }

  /** Every change of state goes through here. */
  void become(QuorumState next, String reason) {
    QuorumState before = state;
    cancelTimer();
    if (!(next instanceof QuorumState.Follower)) {
      fetcher.stop();
    }
    state = next;
    if (whenEpochMovesOn != null && next.epoch() > before.epoch()) {
      context.after(0, whenEpochMovesOn); // Its vote is still to be given.
    }
    context.disk().store(new StoredVote(next.epoch(), next.leader(), next.votedFor()));
    tellRole(reason);
    if (before instanceof QuorumState.Leader leader) {
      leading.membership().abandon();
      server.refuseWaiting(next.leader() == self() ? NOBODY : next.leader(), next.epoch());
      if (leader.replication().isActive()) {
        listener.deposed();
      }
    }
  }

  private void tellRole(String reason) {
    context.emit(new Coordination.QuorumRoleChanged(role(), state.epoch(), state.leader(), reason));
  }

  void votersChanged() {
    leading.votersChanged();
  }

  void waitNoMore() {
    cancelTimer();
  }

  /** The leader is a voter no more: whoever votes elects another at once. */
  void leaveQuorum(QuorumState.Leader leader) {
    leading.sayGoodbye(leader);
    becomeUnattached(leader.epoch(), self(), "it votes no more");
  }

  /** Sets the one timeout that the present state has. */
  void after(long nanos, Runnable action) {
    cancelTimer();
    timer = context.after(nanos, action);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private final class FetcherOwner implements MetadataFetcher.Owner {
    @Override
    public void fetched() {
      boolean voted = isVoter();
      voters.follow();
      NodeId source = fetcher.source();
      if (state instanceof QuorumState.Unattached && source != null) {
        learn(source.number(), state.epoch(), "voter %d leads".formatted(source.number()));
      }
      if (isVoter() != voted) {
        tellRole(voted ? "it votes no more" : "it votes from now on");
      }
      if (state instanceof QuorumState.Follower(int epoch, int leader, int votedFor, boolean no)) {
        state = new QuorumState.Follower(epoch, leader, votedFor, true);
        awaitFetch(leader);
      }
      listener.committed(metadata.log().highWatermark());
    }

    @Override
    public void told(int leader, int epoch) {
      learn(leader, epoch, "its leader told it of epoch %d".formatted(epoch));
    }

    @Override
    public void unhelpful() {
      if (state instanceof QuorumState.Follower follower) {
        fetcher.fetchFrom(NodeId.controller(follower.leader()), follower.epoch());
      } else if (!isVoter()) {
        askAround();
      }
    }
  }
}
