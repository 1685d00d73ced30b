package vivarium.desktop.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * A cluster in figures: for each second of virtual time one value of each curve. It is shown every
 * event in order, after the model. The last {@link #MAX_SECONDS} are remembered.
 *
 * <p>Requests and errors are counted from flow events; under load those are thinned, and then the
 * counts are too small by what {@link Flow.Thinned} says.
 */
public final class Figures {

  /** Curve of {@link Chart#IN_SYNC}: members of all ISRs together. */
  public static final String ISR = "isr";

  /** Curve of {@link Chart#IN_SYNC}: partitions with a replica out of sync. */
  public static final String UNDER_REPLICATED = "underReplicated";

  /** Curve of {@link Chart#IN_SYNC}: partitions without a leader. */
  public static final String OFFLINE = "offline";

  /** Curve of {@link Chart#CHANGES}. */
  public static final String ELECTIONS = "elections";

  /** Curve of {@link Chart#CHANGES}. */
  public static final String REBALANCES = "rebalances";

  /** Four hours, at 4 bytes a curve and second. */
  public static final int MAX_SECONDS = 4 * 3_600;

  /** Curves of a chart; what comes later is not drawn. */
  public static final int MAX_CURVES = 128;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MILLI_NANOS = 1_000_000L;

  /** Longer seconds than this without any event are not filled one by one. */
  private static final int MAX_QUIET_SECONDS = 600;

  private static final long MAX_LATENCY_MICROS = 3_600_000_000L;

  /** By chart, then by name. */
  private final List<SortedMap<String, Curve>> curves = new ArrayList<>();

  /** What was counted in the second that is going on, by chart, then by curve. */
  private final List<Map<String, Float>> counts = new ArrayList<>();

  private final Histogram produce = new Histogram(MAX_LATENCY_MICROS, 2);
  private final Histogram endToEnd = new Histogram(MAX_LATENCY_MICROS, 2);
  private final Journeys journeys = new Journeys();
  private final Map<Reader, Integer> readsFrom = new HashMap<>();
  private final Set<String> rebalancing = new HashSet<>();
  private long second;

  /** Brokers by id, everything else by name. */
  private static final Comparator<String> BY_ID_OR_NAME =
      Comparator.comparingInt((String name) -> isNumber(name) ? name.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  private static boolean isNumber(String name) {
    return name.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  /** A consumer and what it reads, where it was told to read from a replica in its rack. */
  private record Reader(String clientId, TopicPartition partition) {}

  public Figures() {
    for (int chart = 0; chart < Chart.values().length; chart++) {
      curves.add(new TreeMap<>(BY_ID_OR_NAME));
      counts.add(new HashMap<>());
    }
  }

  /** Takes the next event in; the model holds it already. */
  public void take(Stamped stamped, ClusterModel model) {
    advance(stamped.atNanos(), model);
    switch (stamped.event()) {
      case Replica event -> takeReplica(stamped, event, model);
      case Client event -> takeClient(stamped, event, model);
      case Metadata.PartitionChanged changed -> {
        if (changed.leaderChanged() && changed.after().hasLeader()) {
          count(Chart.CHANGES, ELECTIONS, 1);
        }
      }
      case Metadata.TopicDeleted(String topic) -> journeys.forget(topic);
      case Flow.Sent sent -> {
        if (sent.isRequest()) {
          count(Chart.REQUESTS, sent.api(), 1);
        } else if (sent.error() != null) {
          count(Chart.ERRORS, sent.api(), 1);
        }
      }
      default -> {}
    }
  }

  private void takeReplica(Stamped stamped, Replica event, ClusterModel model) {
    switch (event) {
      case Replica.Appended(TopicPartition id, var batch) -> {
        PartitionView partition = model.partition(id);
        if (partition != null && partition.state().leader() == stamped.node().number()) {
          journeys.appended(id, batch.baseOffset(), batch.recordCount(), stamped.atNanos());
          count(Chart.RECORDS_IN, broker(stamped.node().number()), batch.recordCount());
        }
      }
      case Replica.ReaderSent sent ->
          readsFrom.put(new Reader(sent.clientId(), sent.partition()), sent.toReplica());
      default -> {}
    }
  }

  private void takeClient(Stamped stamped, Client event, ClusterModel model) {
    switch (event) {
      case Client.Acknowledged(
              TopicPartition id,
              long base,
              int records,
              int acks,
              long latency) -> {
        if (acks != 0) {
          record(produce, latency, records);
          journeys.sent(id, base, records, stamped.atNanos() - latency, this::arrived);
        }
      }
      case Client.Read(String unused, TopicPartition id, long next, int records) -> {
        journeys.read(id, next - records, next, stamped.atNanos(), this::arrived);
        PartitionView partition = model.partition(id);
        int leader = partition == null ? -1 : partition.state().leader();
        int from = readsFrom.getOrDefault(new Reader(stamped.node().name(), id), leader);
        if (from >= 0) {
          count(Chart.RECORDS_OUT, broker(from), records);
        }
      }
      case Client.GroupChanged changed -> {
        boolean before = rebalancing.contains(changed.groupId());
        if (!changed.state().isRebalancing()) {
          rebalancing.remove(changed.groupId());
        } else if (changed.state() == GroupState.PREPARING_REBALANCE || !before) {
          rebalancing.add(changed.groupId());
          count(Chart.CHANGES, REBALANCES, 1);
        }
      }
      default -> {}
    }
  }

  private void arrived(long latencyNanos, int records) {
    record(endToEnd, latencyNanos, records);
  }

  private static void record(Histogram histogram, long nanos, int count) {
    long micros = Math.clamp(nanos / 1_000, 0, MAX_LATENCY_MICROS);
    histogram.recordValueWithCount(micros, Math.max(1, count));
  }

  private void count(Chart chart, String curve, int more) {
    counts.get(chart.ordinal()).merge(curve, (float) more, Float::sum);
  }

  private static String broker(int id) {
    return Integer.toString(id);
  }

  /**
   * Closes the seconds that are over at a moment; the model is as it was at their end, or newer.
   */
  public void advance(long nowNanos, ClusterModel model) {
    long now = nowNanos / SECOND_NANOS;
    if (now - second > MAX_QUIET_SECONDS) {
      close(model);
      second = now - MAX_QUIET_SECONDS;
    }
    while (second < now) {
      close(model);
      second++;
    }
  }

  private void close(ClusterModel model) {
    percentiles(Chart.PRODUCE_LATENCY, produce);
    percentiles(Chart.END_TO_END_LATENCY, endToEnd);
    sampleIsr(model);
    for (GroupView group : model.groups().values()) {
      sampleLag(group, model);
    }
    for (Chart chart : Chart.values()) {
      Map<String, Float> counted = counts.get(chart.ordinal());
      if (isCounted(chart)) {
        of(chart).keySet().forEach(silent -> counted.putIfAbsent(silent, 0f));
      }
      counted.forEach((name, value) -> add(chart, name, value));
      counted.clear();
    }
  }

  private SortedMap<String, Curve> of(Chart chart) {
    return curves.get(chart.ordinal());
  }

  private static boolean isCounted(Chart chart) {
    return switch (chart) {
      case RECORDS_IN, RECORDS_OUT, CHANGES, REQUESTS, ERRORS -> true;
      case PRODUCE_LATENCY, END_TO_END_LATENCY, IN_SYNC, LAG, LAG_TIME -> false;
    };
  }

  private void percentiles(Chart chart, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      add(chart, "p50", histogram.getValueAtPercentile(50) / 1_000f);
      add(chart, "p95", histogram.getValueAtPercentile(95) / 1_000f);
      add(chart, "p99", histogram.getValueAtPercentile(99) / 1_000f);
      histogram.reset();
    }
  }

  private void sampleIsr(ClusterModel model) {
    int inSync = 0;
    int underReplicated = 0;
    int offline = 0;
    for (PartitionView partition : model.partitions().values()) {
      inSync += partition.state().isr().size();
      underReplicated +=
          partition.state().isr().size() < partition.state().replicas().size() ? 1 : 0;
      offline += partition.state().hasLeader() ? 0 : 1;
    }
    add(Chart.IN_SYNC, ISR, inSync);
    add(Chart.IN_SYNC, UNDER_REPLICATED, underReplicated);
    add(Chart.IN_SYNC, OFFLINE, offline);
  }

  private void sampleLag(GroupView group, ClusterModel model) {
    long lag = model.totalLag(group);
    if (lag < 0) {
      return;
    }
    add(Chart.LAG, group.id(), lag);
    long end = (second + 1) * SECOND_NANOS;
    long oldest = 0;
    for (Map.Entry<TopicPartition, Long> committed : group.committed().entrySet()) {
      PartitionView partition = model.partition(committed.getKey());
      ReplicaView leader = partition == null ? null : partition.leaderReplica();
      if (leader != null && leader.highWatermark() > committed.getValue()) {
        oldest = Math.max(oldest, journeys.ageNanos(committed.getKey(), committed.getValue(), end));
      }
    }
    add(Chart.LAG_TIME, group.id(), oldest / MILLI_NANOS / 1_000f);
  }

  private void add(Chart chart, String name, float value) {
    SortedMap<String, Curve> all = of(chart);
    Curve curve = all.get(name);
    if (curve == null) {
      if (all.size() == MAX_CURVES) {
        return;
      }
      curve = new Curve(name);
      all.put(name, curve);
    }
    curve.add(second, value, MAX_SECONDS);
  }

  /** The curves of a chart, in order of their names; brokers in order of their ids. */
  public Collection<Curve> curves(Chart chart) {
    return Collections.unmodifiableCollection(of(chart).values());
  }

  /** The first second that any curve remembers; 0 before there is one. */
  public long firstSecond() {
    return curves.stream()
        .flatMap(all -> all.values().stream())
        .mapToLong(Curve::firstSecond)
        .min()
        .orElse(0);
  }

  /** The second that is going on; all before it are whole. */
  public long second() {
    return second;
  }
}
