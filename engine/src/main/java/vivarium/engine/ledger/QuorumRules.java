package vivarium.engine.ledger;

import java.util.List;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.event.Stamped;
import vivarium.engine.log.PartitionLog;

/**
 * One leader of the quorum per term; terms of active controllers only grow; the committed metadata
 * only grows, and a majority of the controllers holds the same of it (Raft: election safety, leader
 * completeness).
 */
final class QuorumRules implements Rules {

  private final Invariants.Quorum quorum;
  private final Reporter reporter;
  private final TreeMap<Integer, NodeId> leaderOfTerm = new TreeMap<>();
  private int term;
  private long committed;

  QuorumRules(Invariants.Quorum quorum, Reporter reporter) {
    this.quorum = quorum;
    this.reporter = reporter;
  }

  @Override
  public void note(Stamped stamped) {
    switch (stamped.event()) {
      case Coordination.QuorumRoleChanged(var role, int itsTerm, int leader, String reason)
          when role == QuorumRole.LEADER ->
          noteLeader(stamped, itsTerm);
      case Coordination.ControllerElected(int itsTerm) -> noteActive(stamped, itsTerm);
      case Coordination.MetadataCommitted(long endOffset) -> noteCommitted(stamped, endOffset);
      default -> {} // Nothing else bears on the quorum.
    }
  }

  private void noteLeader(Stamped stamped, int itsTerm) {
    NodeId other = leaderOfTerm.put(itsTerm, stamped.node());
    if (other != null && !other.equals(stamped.node())) {
      reporter.broken(
          stamped,
          "one controller per term",
          "%s and %s both lead term %d".formatted(other, stamped.node(), itsTerm));
    }
  }

  private void noteActive(Stamped stamped, int itsTerm) {
    if (itsTerm <= term) {
      reporter.broken(stamped, "terms never go back", "term %d, then %d".formatted(term, itsTerm));
    }
    term = itsTerm;
  }

  private void noteCommitted(Stamped stamped, long endOffset) {
    if (endOffset <= committed) {
      reporter.broken(
          stamped,
          "committed metadata never goes back",
          "up to %d, then up to %d".formatted(committed, endOffset));
    }
    committed = endOffset;
    long last = endOffset - 1;
    TreeMap<Integer, Integer> holdersByEpoch = new TreeMap<>();
    List<Integer> voters = quorum.voters(stamped.node());
    for (int voter : voters) {
      PartitionLog log = quorum.log(voter);
      if (log != null && log.logEndOffset() > last) {
        holdersByEpoch.merge(log.epochs().epochAt(last), 1, Integer::sum);
      }
    }
    int most = holdersByEpoch.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most < voters.size() / 2 + 1) {
      reporter.broken(
          stamped,
          "committed metadata is on a majority",
          "%d of %d controllers hold the record at offset %d".formatted(most, voters.size(), last));
    }
  }
}
