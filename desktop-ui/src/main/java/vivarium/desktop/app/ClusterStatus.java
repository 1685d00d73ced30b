package vivarium.desktop.app;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * What the {@code status} command tells, as one line of JSON.
 *
 * @param atMs virtual time since the cluster began
 * @param controller node id of the active controller, or null
 * @param brokers by id
 * @param partitions by topic and number
 * @param faults what is broken until it is healed, apart from nodes and cut links
 * @param ledger what became of acknowledged records
 */
record ClusterStatus(
    long atMs,
    @Nullable Integer controller,
    List<BrokerStatus> brokers,
    List<PartitionStatus> partitions,
    List<String> faults,
    LedgerView ledger) {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  /**
   * A broker.
   *
   * @param id its node id
   * @param state running, frozen, shutting down or stopped
   * @param fenced whether the controller keeps it out of leaderships and ISRs
   * @param address where clients connect, or null without a listener
   */
  record BrokerStatus(int id, String state, boolean fenced, @Nullable String address) {}

  /**
   * A partition.
   *
   * @param leader broker id of the leader, or null if there is none
   * @param elr who may lead although not in sync (KIP-966)
   * @param lastKnownElr who was eligible and may lack records since an unclean shutdown
   * @param leo the leader's log end offset, or null if there is no leader
   * @param hw the leader's high watermark, or null if there is no leader
   */
  record PartitionStatus(
      String topic,
      int partition,
      @Nullable Integer leader,
      int leaderEpoch,
      List<Integer> replicas,
      List<Integer> isr,
      List<Integer> elr,
      List<Integer> lastKnownElr,
      @Nullable Long leo,
      @Nullable Long hw) {}

  static ClusterStatus of(ClusterModel model, long nowNanos) {
    NodeId controller = model.controller();
    return new ClusterStatus(
        nowNanos / 1_000_000,
        controller == null ? null : controller.number(),
        model.brokers().stream().map(ClusterStatus::broker).toList(),
        model.partitions().values().stream().map(ClusterStatus::partition).toList(),
        List.copyOf(model.faults().keySet()),
        model.ledger());
  }

  private static BrokerStatus broker(NodeView node) {
    return new BrokerStatus(
        node.id().number(),
        node.process().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        node.isFenced(),
        node.address());
  }

  private static PartitionStatus partition(PartitionView view) {
    ReplicaView leader = view.leaderReplica();
    return new PartitionStatus(
        view.id().topic(),
        view.id().partition(),
        view.state().hasLeader() ? view.state().leader() : null,
        view.state().leaderEpoch(),
        view.state().replicas(),
        view.state().isr(),
        view.state().elr(),
        view.state().lastKnownElr(),
        leader == null ? null : leader.logEndOffset(),
        leader == null ? null : leader.highWatermark());
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }
}
