package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/**
 * What of a model the grid shows, apart from where: it costs a look at every partition, and holds
 * as long as the state of the cluster does. Made once for the many frames of a glide.
 */
final class GridContent {

  private final ClusterModel model;
  private final long stateSeq;
  private final boolean internalTopics;
  private final StageFilter filter;
  private final List<String> placed;

  /** Those that have rows, in their order. */
  final List<PartitionView> partitions = new ArrayList<>();

  /** The names of {@link #partitions}. */
  final List<TopicPartition> ids;

  final List<NodeId> brokers;
  final Map<NodeId, Integer> columnByBroker = new HashMap<>();

  /** How each of {@link #partitions} is. */
  private final Health[] health;

  private final Map<Integer, Integer> leads = new HashMap<>();
  private final Map<Integer, Integer> replicas = new HashMap<>();
  private @Nullable Heat heat;

  GridContent(ClusterModel model, StageOptions options) {
    this.model = model;
    this.stateSeq = model.stateSeq();
    this.internalTopics = options.showInternalTopics();
    this.filter = options.filter();
    this.placed = options.places().brokers();
    this.brokers =
        options.places().orderBrokers(model.brokers().stream().map(NodeView::id).toList());
    brokers.forEach(broker -> columnByBroker.put(broker, columnByBroker.size()));
    for (PartitionView partition : model.partitions().values()) {
      if (options.shows(model.topics().get(partition.id().topic()))) {
        leads.merge(partition.state().leader(), 1, Integer::sum);
        partition.state().replicas().forEach(id -> replicas.merge(id, 1, Integer::sum));
        if (filter.lets(partition, model)) {
          partitions.add(partition);
        }
      }
    }
    ids = partitions.stream().map(PartitionView::id).toList();
    health = new Health[partitions.size()];
    String topic = "";
    int minIsr = 1;
    for (int i = 0; i < health.length; i++) {
      if (!ids.get(i).topic().equals(topic)) {
        topic = ids.get(i).topic();
        minIsr = model.minInSyncReplicas(topic);
      }
      health[i] = partitions.get(i).state().health(minIsr);
    }
  }

  /** Whether it is still what a model shows. */
  boolean holds(ClusterModel other, StageOptions options) {
    return model == other
        && stateSeq == other.stateSeq()
        && internalTopics == options.showInternalTopics()
        && placed.equals(options.places().brokers())
        && filter.equals(options.filter());
  }

  Health health(int row) {
    return health[row];
  }

  /** How many partitions a broker leads, of all topics shown: the filter does not count. */
  int leadBy(int broker) {
    return leads.getOrDefault(broker, 0);
  }

  /** How many replicas a broker has, counted as by {@link #leadBy}. */
  int replicasOn(int broker) {
    return replicas.getOrDefault(broker, 0);
  }

  /**
   * The replicas of all rows one after another, for the heat map.
   *
   * @param begin where those of each row begin, and where the last row's end
   * @param columns in which each stands
   * @param values of {@link Shape.Heat#pixels}
   */
  record Heat(int[] begin, int[] columns, byte[] values) {}

  Heat heat() {
    Heat known = heat;
    if (known == null) {
      known = heatAnew();
      heat = known;
    }
    return known;
  }

  private Heat heatAnew() {
    int count = 0;
    for (PartitionView partition : partitions) {
      count += partition.state().replicas().size();
    }
    Heat anew = new Heat(new int[partitions.size() + 1], new int[count], new byte[count]);
    int at = 0;
    for (int row = 0; row < partitions.size(); row++) {
      PartitionView partition = partitions.get(row);
      PartitionState state = partition.state();
      anew.begin()[row] = at;
      for (int broker : state.replicas()) {
        NodeView node = model.node(NodeId.broker(broker));
        if (node != null) {
          CellLook look = CellLook.of(partition, broker, node);
          anew.columns()[at] = columnByBroker.getOrDefault(node.id(), 0);
          anew.values()[at] = (byte) (Shape.Heat.SURFACES.indexOf(look.heat(health[row])) + 1);
          at++;
        }
      }
    }
    anew.begin()[partitions.size()] = at;
    return anew;
  }
}
