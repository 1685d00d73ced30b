package vivarium.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;

/**
 * Rules that hold whatever breaks, checked while the cluster runs: of replication, of fencing, of
 * the controllers' quorum and of consumer groups.
 */
public final class Invariants {

  private final Scheduler scheduler;
  private final Journal journal;
  private final List<Rules> rules;

  /**
   * @param quorum who votes, and what they have of the metadata log
   * @param coordination what decides who may lead
   * @param keepsElr whether that knows eligible leader replicas (KIP-966)
   */
  public Invariants(
      Scheduler scheduler,
      Journal journal,
      Logs logs,
      Quorum quorum,
      CoordinationMode coordination,
      boolean keepsElr) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.rules = new ArrayList<>();
    rules.add(new ReplicationRules(logs, keepsElr, this::broken));
    if (coordination == CoordinationMode.KRAFT) {
      // With ZooKeeper a broker is gone first, and the controller acts on it later.
      rules.add(new FencingRules(keepsElr, this::broken));
    }
    rules.add(new QuorumRules(quorum, this::broken));
    rules.add(new GroupRules(this::broken));
  }

  /** Those who vote on what is committed of the metadata. */
  public interface Quorum {
    /** Ids of the voters, as a leader counts them now. */
    List<Integer> voters(NodeId leader);

    /** The metadata log on the disk of a voter, or null where there is none. */
    @Nullable PartitionLog log(int voter);
  }

  /** Checks what an event says against the rules. */
  public void note(Stamped stamped) {
    rules.forEach(each -> each.note(stamped));
  }

  /** The verdict follows a moment later, so that it stands after what it is about. */
  private void broken(Stamped stamped, String invariant, String detail) {
    Verdict verdict = new Verdict.InvariantBroken(invariant, detail);
    scheduler.after(0, () -> journal.emit(NodeId.CLUSTER, verdict, stamped.seq()));
  }
}
