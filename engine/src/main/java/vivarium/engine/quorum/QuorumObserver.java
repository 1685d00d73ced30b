package vivarium.engine.quorum;

import java.util.List;
import java.util.function.Supplier;
import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;

/**
 * Follows the metadata log without a vote, as brokers do, and knows who leads the quorum. While it
 * does not, it asks one voter after the other.
 */
public final class QuorumObserver {

  private final Supplier<List<NodeId>> controllers;
  private final MetadataFetcher fetcher;
  private int epoch;
  private int leader = StoredVote.NOBODY;
  private NodeId asked;

  /**
   * @param controllers all there are, as they are when one is asked; never empty
   * @param whenFetched is run when the log, or what is known as committed of it, may be new
   */
  public QuorumObserver(
      NodeContext context,
      MetadataLog metadata,
      Supplier<List<NodeId>> controllers,
      QuorumTimes times,
      Runnable whenFetched) {
    this.controllers = controllers;
    List<NodeId> first = controllers.get();
    this.asked = first.get(Math.floorMod(context.self().number(), first.size()));
    this.epoch = metadata.lastEpoch();
    this.fetcher =
        new MetadataFetcher(
            context,
            metadata,
            times,
            new MetadataFetcher.Owner() {
              @Override
              public void fetched() {
                leader = asked.number();
                whenFetched.run();
              }

              @Override
              public void told(int newLeader, int newEpoch) {
                learn(newLeader, newEpoch);
              }

              @Override
              public void unhelpful() {
                askNext();
              }
            });
  }

  public void start() {
    fetcher.fetchFrom(asked, epoch);
  }

  /** The active controller; a guess while it is not known. */
  public NodeId controller() {
    return asked;
  }

  /** How much of the log is committed, as the leader last told. */
  public long committedAtLeader() {
    return fetcher.sourceHighWatermark();
  }

  private void learn(int newLeader, int newEpoch) {
    if (newEpoch < epoch) {
      return;
    }
    boolean news = newEpoch > epoch || (newLeader != leader && newLeader != StoredVote.NOBODY);
    epoch = newEpoch;
    leader = newLeader;
    if (news && newLeader != StoredVote.NOBODY) {
      asked = NodeId.controller(newLeader);
      fetcher.fetchFrom(asked, epoch);
    } else if (news && controllers.get().size() == 1) {
      fetcher.fetchFrom(asked, epoch);
    }
  }

  private void askNext() {
    leader = StoredVote.NOBODY;
    List<NodeId> all = controllers.get();
    asked = all.get((all.indexOf(asked) + 1) % all.size());
    fetcher.fetchFrom(asked, epoch);
  }
}
