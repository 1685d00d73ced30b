package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.Excerpt;
import vivarium.engine.api.NewRecord;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.RecordQuery.Position;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/** Records that a person writes by hand, and what they then find in the logs. */
class RecordReadingTest {

  private final TestCluster cluster = new TestCluster(TestCluster.threeBrokers());

  private CommandResult write(String key, @Nullable String value) {
    return cluster.submit(new Command.ProduceRecord(NewRecord.of("orders", key, value)));
  }

  private void writeMany(int count) {
    IntStream.range(0, count).forEach(i -> write("k" + i, "v" + i));
  }

  private RecordPage.Records read(Position from, int max) {
    RecordPage page =
        cluster.simulation().read(new RecordQuery(ORDERS_0, RecordQuery.LEADER, from, max));
    assertThat(page).isInstanceOf(RecordPage.Records.class);
    return (RecordPage.Records) page;
  }

  private String refusal(RecordQuery query) {
    RecordPage page = cluster.simulation().read(query);
    assertThat(page).isInstanceOf(RecordPage.Refused.class);
    return ((RecordPage.Refused) page).reason();
  }

  private static String text(@Nullable Excerpt excerpt) {
    return excerpt == null ? "null" : new String(excerpt.bytes(), StandardCharsets.UTF_8);
  }

  private static List<Long> offsets(RecordPage.Records page) {
    return page.records().stream().map(StoredRecord::offset).toList();
  }

  @Test
  void whatIsWrittenByHandIsFoundAsItWasWritten() {
    cluster.run(5);
    CommandResult result =
        cluster.submit(
            new Command.ProduceRecord(
                new NewRecord(
                    "orders",
                    0,
                    "order-1",
                    "{\"total\": 3}",
                    List.of(new NewRecord.Header("source", "me")),
                    ProducerSettings.ACKS_ALL)));

    assertThat(result).isEqualTo(new CommandResult.Produced(ORDERS_0, 0));
    RecordPage.Records page = read(new Position.Earliest(), 10);
    assertThat(page.records()).hasSize(1);
    StoredRecord record = page.records().getFirst();
    assertThat(text(record.key())).isEqualTo("order-1");
    assertThat(text(record.value())).isEqualTo("{\"total\": 3}");
    assertThat(record.headers().getFirst().key()).isEqualTo("source");
    assertThat(text(record.headers().getFirst().value())).isEqualTo("me");
    assertThat(record.timestampMs()).isGreaterThan(RecordQuery.VIRTUAL_EPOCH_MS + 4_000);
    assertThat(record.compression()).isEqualTo("none");
    assertThat(record.isControl()).isFalse();
    assertThat(page.leads()).isTrue();
    assertThat(page.running()).isTrue();
    assertThat(page.highWatermark()).isEqualTo(1);
    assertThat(page.logEndOffset()).isEqualTo(1);
    assertThat(page.hasMore()).isFalse();
  }

  @Test
  void aRecordTravelsLikeAnyOtherAndHasABoxOfItsOwn() {
    cluster.run(5);
    write("k", "v");

    assertThat(cluster.events(Client.Acknowledged.class)).hasSize(1);
    var client = cluster.client(NodeId.producer(ProducerSettings.BY_HAND));
    assertThat(client.recordsAcknowledged()).isEqualTo(1);
    assertThat(cluster.model().ledger().acknowledged()).isEqualTo(1);
  }

  @Test
  void withTooFewInSyncItIsToldSoAtOnceAndNothingIsRetried() {
    cluster.run(5);
    NodeId leader = cluster.leader();
    for (int id = 1; id <= 3; id++) {
      if (id != leader.number()) {
        cluster.does(new Command.Kill(NodeId.broker(id)));
      }
    }
    cluster.run(60);

    assertThat(write("k", "v"))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("NOT_ENOUGH_REPLICAS: "));
    assertThat(cluster.events(Client.Refused.class))
        .singleElement()
        .satisfies(told -> assertThat(told.willRetry()).isFalse());
    CommandResult acksOne =
        cluster.submit(
            new Command.ProduceRecord(new NewRecord("orders", 0, null, "v", List.of(), 1)));
    assertThat(acksOne).isEqualTo(new CommandResult.Produced(ORDERS_0, 0));
    assertThat(read(new Position.Earliest(), 5).highWatermark()).as("not committed").isZero();
  }

  @Test
  void aSlipOfThePenMakesNoTopic() {
    cluster.run(5);
    CommandResult result =
        cluster.submit(new Command.ProduceRecord(NewRecord.of("odrers", "k", "v")));

    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("UNKNOWN_TOPIC_OR_PARTITION"));
    assertThat(cluster.model().topics()).doesNotContainKey("odrers");
  }

  @Test
  void withAcksZeroNobodyTellsTheOffset() {
    cluster.run(5);
    CommandResult result =
        cluster.submit(
            new Command.ProduceRecord(new NewRecord("orders", 0, "k", "v", List.of(), 0)));
    assertThat(result)
        .isEqualTo(new CommandResult.Produced(ORDERS_0, CommandResult.Produced.NOBODY_SAYS));
  }

  @Test
  void aPageBeginsWhereItIsAskedTo() {
    cluster.run(5);
    writeMany(10);
    cluster.run(1);

    assertThat(offsets(read(new Position.Earliest(), 3))).containsExactly(0L, 1L, 2L);
    assertThat(read(new Position.Earliest(), 3).hasMore()).isTrue();
    assertThat(read(new Position.Earliest(), 3).nextOffset()).isEqualTo(3);
    assertThat(offsets(read(new Position.Offset(8), 5))).containsExactly(8L, 9L);
    assertThat(offsets(read(new Position.Tail(2), 5))).containsExactly(8L, 9L);
    assertThat(offsets(read(new Position.Offset(99), 5))).isEmpty();
    long fifth = read(new Position.Offset(5), 1).records().getFirst().timestampMs();
    assertThat(read(new Position.Timestamp(fifth), 1).records().getFirst().timestampMs())
        .isEqualTo(fifth);
    assertThat(offsets(read(new Position.Timestamp(Long.MAX_VALUE), 5))).isEmpty();
  }

  @Test
  void whatLiesBelowTheLogStartIsAGap() {
    cluster.run(5);
    writeMany(6);
    cluster.run(1);
    var log = cluster.simulation().cluster().log(cluster.leader().number(), ORDERS_0);
    assertThat(log).isNotNull();
    log.deleteBefore(4);

    RecordPage.Records page = read(new Position.Earliest(), 10);
    assertThat(page.gaps())
        .containsExactly(new RecordPage.Gap(0, 3, RecordPage.Why.BEFORE_LOG_START));
    assertThat(offsets(page)).containsExactly(4L, 5L);
  }

  @Test
  void aLongValueIsCutAndItsLengthSaid() {
    cluster.run(5);
    write("k", "x".repeat(RecordQuery.MAX_BYTES_OF_ONE + 1));

    Excerpt value = read(new Position.Earliest(), 1).records().getFirst().value();
    assertThat(value).isNotNull();
    assertThat(value.size()).isEqualTo(RecordQuery.MAX_BYTES_OF_ONE);
    assertThat(value.length()).isEqualTo(RecordQuery.MAX_BYTES_OF_ONE + 1);
    assertThat(value.isCut()).isTrue();
  }

  @Test
  void theDiskOfADeadBrokerCanBeRead() {
    cluster.run(5);
    write("k", "v");
    cluster.run(1);
    NodeId follower = cluster.follower();
    cluster.does(new Command.Kill(follower)).run(1);

    RecordPage page =
        cluster
            .simulation()
            .read(new RecordQuery(ORDERS_0, follower.number(), new Position.Earliest(), 5));
    assertThat(page)
        .isInstanceOfSatisfying(
            RecordPage.Records.class,
            records -> {
              assertThat(records.running()).isFalse();
              assertThat(records.leads()).isFalse();
              assertThat(offsets(records)).containsExactly(0L);
            });
  }

  @Test
  void whatCannotBeReadIsSaidInASentence() {
    cluster.run(5);
    Position from = new Position.Earliest();
    assertThat(refusal(new RecordQuery(new TopicPartition("x", 0), RecordQuery.LEADER, from, 1)))
        .isEqualTo("there is no topic 'x'");
    assertThat(
            refusal(new RecordQuery(new TopicPartition("orders", 7), RecordQuery.LEADER, from, 1)))
        .isEqualTo("there is no partition orders-7; the topic has 1, counted from 0");
    assertThat(refusal(new RecordQuery(ORDERS_0, 9, from, 1)))
        .isEqualTo("broker 9 holds no replica of orders-0; brokers 1, 2, 3 are to hold one");
    for (int id = 1; id <= 3; id++) {
      cluster.does(new Command.Kill(NodeId.broker(id)));
    }
    assertThat(refusal(new RecordQuery(ORDERS_0, RecordQuery.LEADER, from, 1)))
        .contains("no broker runs")
        .contains("choose a broker");
  }

  @Test
  void lookingChangesNothing() {
    TestCluster unseen = new TestCluster(TestCluster.threeBrokers());
    for (TestCluster each : List.of(cluster, unseen)) {
      each.run(5).does(new Command.ProduceRecord(NewRecord.of("orders", "k", "v"))).run(1);
    }
    long before = cluster.simulation().events().lastSeq();
    read(new Position.Earliest(), 5);
    read(new Position.Tail(1), 1);
    assertThat(cluster.simulation().events().lastSeq()).isEqualTo(before);
    cluster.run(5);
    unseen.run(5);

    assertThat(cluster.stamped(vivarium.engine.event.ClusterEvent.class))
        .isEqualTo(unseen.stamped(vivarium.engine.event.ClusterEvent.class));
  }
}
