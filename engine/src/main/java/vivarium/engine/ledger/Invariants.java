package vivarium.engine.ledger;

import java.util.List;
import java.util.function.Supplier;
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
   * @param metadataLogs the metadata log on each controller's disk, where there is one
   * @param controllers how many vote
   */
  public Invariants(
      Scheduler scheduler,
      Journal journal,
      Logs logs,
      Supplier<List<PartitionLog>> metadataLogs,
      int controllers) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.rules =
        List.of(
            new ReplicationRules(logs, this::broken),
            new FencingRules(this::broken),
            new QuorumRules(metadataLogs, controllers, this::broken),
            new GroupRules(this::broken));
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
