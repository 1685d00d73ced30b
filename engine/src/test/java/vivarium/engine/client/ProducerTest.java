package vivarium.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.RequestScope;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;

class ProducerTest {

  private static ProducerSettings producer(int acks, int requestTimeoutMs) {
    return new ProducerSettings(
        "producer",
        "orders",
        100,
        8,
        64,
        acks,
        5,
        16_384,
        acks == ProducerSettings.ACKS_ALL,
        Integer.MAX_VALUE,
        60_000,
        requestTimeoutMs,
        5);
  }

  /** The answers to the producer are lost for a while, so that it sends again what was written. */
  private static TestCluster answersLost(ProducerSettings settings) {
    TestCluster cluster = new TestCluster(threeBrokers().producer(settings)).run(2);
    NodeId producer = NodeId.producer("producer");
    cluster.does(new Command.CutLink(cluster.leader(), producer)).run(1.5);
    cluster.does(new Command.HealAll()).run(4);
    return cluster.does(new Command.ChangeProducer(settings.withRecordsPerSecond(0))).run(4);
  }

  private static PartitionLog log(TestCluster cluster) {
    PartitionLog log =
        cluster.simulation().cluster().log(cluster.leader().number(), TestCluster.ORDERS_0);
    if (log == null) {
      throw new AssertionError("no log");
    }
    return log;
  }

  private static int countDifferentValues(PartitionLog log) {
    Set<String> values = new HashSet<>();
    for (RecordBatch batch : log.batches()) {
      for (LogRecord record : batch.records()) {
        byte[] value = record.value();
        values.add(value == null ? "" : new String(value, StandardCharsets.UTF_8));
      }
    }
    return values.size();
  }

  @Test
  void anIdempotentProducersRetriesAreWrittenOnce() {
    TestCluster cluster = answersLost(producer(ProducerSettings.ACKS_ALL, 400));
    PartitionLog log = log(cluster);
    assertThat(cluster.events(Client.Refused.class))
        .extracting(Client.Refused::error)
        .contains("REQUEST_TIMED_OUT");
    assertThat(countDifferentValues(log)).isEqualTo((int) log.logEndOffset());
    assertThat(cluster.model().ledger().duplicated()).isZero();
    assertThat(cluster.model().ledger().acknowledged()).isEqualTo(log.logEndOffset());
  }

  @Test
  void withoutIdempotenceRetriesAreWrittenAgainAndTheLedgerSaysSo() {
    TestCluster cluster = answersLost(producer(1, 400));
    PartitionLog log = log(cluster);
    long twice = log.logEndOffset() - countDifferentValues(log);
    assertThat(twice).isPositive();
    assertThat(cluster.model().ledger().duplicated()).isEqualTo(twice);
    assertThat(cluster.events(Verdict.RecordsDuplicated.class))
        .allMatch(Verdict.RecordsDuplicated::expected);
  }

  /** One of several requests under way is refused, and tried again after those sent later. */
  @Test
  void withoutIdempotenceARetryIsWrittenAfterWhatWasSentLaterAndTheLedgerSaysSo() {
    TestCluster cluster = oneRefused(producer(1, 10_000));

    List<Verdict.RecordsReordered> told = cluster.events(Verdict.RecordsReordered.class);
    assertThat(told).hasSize(1).allMatch(Verdict.RecordsReordered::expected);
    List<Long> sent = timestamps(log(cluster));
    int late = (int) told.getFirst().firstOffset();
    assertThat(sent.get(late)).isLessThan(sent.get(late - 1));
    assertThat(cluster.model().ledger().reordered()).isEqualTo(told.getFirst().recordCount());
    assertThat(cluster.model().ledger().duplicated()).isZero();

    var partition = Objects.requireNonNull(cluster.model().copy().partition(TestCluster.ORDERS_0));
    assertThat(partition.reordered(late)).isTrue();
    assertThat(partition.reordered(late - 1)).isFalse();
    assertThat(partition.reordered(late + told.getFirst().recordCount())).isFalse();
  }

  @Test
  void anIdempotentProducersRecordsStayInOrder() {
    TestCluster cluster = oneRefused(producer(ProducerSettings.ACKS_ALL, 10_000));

    assertThat(cluster.events(Client.Refused.class)).isNotEmpty();
    assertThat(timestamps(log(cluster))).isSorted();
    assertThat(cluster.model().ledger().reordered()).isZero();
  }

  private static TestCluster oneRefused(ProducerSettings settings) {
    TestCluster cluster = new TestCluster(threeBrokers().producer(settings)).run(2);
    return cluster
        .does(new Command.SetSimulationConfig("link.latency.ms", "300"))
        .run(2)
        .does(
            new Command.Inject(
                new FaultSpec.ApiError("NOT_ENOUGH_REPLICAS", RequestScope.next(1, "Produce"))))
        .run(4);
  }

  private static List<Long> timestamps(PartitionLog log) {
    return log.batches().stream()
        .flatMap(batch -> batch.records().stream())
        .map(LogRecord::timestampMs)
        .toList();
  }

  @Test
  void withAcksZeroNothingIsAnsweredAndYetItIsWritten() {
    TestCluster cluster = new TestCluster(threeBrokers().producer(producer(0, 400))).run(3);
    assertThat(log(cluster).logEndOffset()).isPositive();
    assertThat(cluster.events(Client.Acknowledged.class)).isEmpty();
  }

  @Test
  void lingerAndRateDecideHowManyRecordsABatchHolds() {
    ProducerSettings slow = producer(ProducerSettings.ACKS_ALL, 5_000);
    ProducerSettings lingering =
        new ProducerSettings(
            "producer", "orders", 200, 0, 64, -1, 200, 16_384, true, 9, 60_000, 5_000, 5);
    assertThat(largestBatch(slow)).isLessThanOrEqualTo(2);
    assertThat(largestBatch(lingering)).isGreaterThan(20);
  }

  private static int largestBatch(ProducerSettings settings) {
    TestCluster cluster = new TestCluster(threeBrokers().producer(settings)).run(1);
    int before = cluster.events(Replica.Appended.class).size();
    cluster.run(3);
    return cluster.events(Replica.Appended.class).stream()
        .skip(before)
        .filter(appended -> appended.partition().equals(TestCluster.ORDERS_0))
        .mapToInt(appended -> appended.batch().recordCount())
        .max()
        .orElseThrow();
  }
}
