package vivarium.desktop.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.records.Payload.Format;
import vivarium.desktop.records.RecordTexts.Column;
import vivarium.desktop.records.RecordsViewModel.From;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.Excerpt;
import vivarium.engine.api.NewRecord;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.RecordQuery.Position;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.model.ReplicaView;

class RecordsViewModelTest {

  private final Classroom classroom = new Classroom();
  private final ClusterSession session = new ClusterSession(classroom.cluster());
  private final AtomicLong wall = new AtomicLong(1);
  private final RecordsViewModel records =
      new RecordsViewModel(session, Texts.ENGLISH, Runnable::run, wall::get);
  private final ProduceViewModel writing =
      new ProduceViewModel(session, Texts.ENGLISH, Runnable::run);

  private static Excerpt bytes(String text) {
    return Excerpt.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static StoredRecord record(long offset, String key, String value, String control) {
    return new StoredRecord(
        offset,
        RecordQuery.VIRTUAL_EPOCH_MS + 41_300,
        false,
        3,
        -1,
        (short) -1,
        -1,
        offset,
        1,
        "none",
        false,
        control,
        bytes(key),
        bytes(value),
        List.of(new StoredRecord.Header("source", bytes("web"))));
  }

  private void found(StoredRecord... all) {
    classroom
        .cluster()
        .answerQueries(
            new RecordPage.Records(
                1,
                true,
                true,
                List.of(all),
                List.of(new RecordPage.Gap(2, 3, RecordPage.Why.MISSING)),
                0,
                5,
                5,
                6,
                6));
  }

  private void open() {
    classroom.runFor(1000);
    session.pulse();
    records.partitionProperty().set(Classroom.ORDERS_0);
  }

  @Test
  void gapsControlRecordsAndWhatIsNotCommittedAreShownAsSuch() {
    found(
        record(1, "k1", "{\"a\": 1}", ""),
        record(4, "", "", "COMMIT"),
        record(5, "k2", "late", ""));
    open();

    RecordTexts words = new RecordTexts(Texts.ENGLISH, Format.AUTOMATIC);
    assertThat(records.rows().stream().map(row -> words.cell(row, Column.OFFSET)))
        .containsExactly("1", "2–3", "4", "◌ 5");
    assertThat(records.rows().stream().map(row -> words.cell(row, Column.VALUE)))
        .containsExactly(
            "{\"a\": 1}",
            "gap: compaction took these, nothing is stored here",
            "COMMIT marker",
            "late");
    assertThat(words.cell(records.rows().getFirst(), Column.TIME)).isEqualTo("00:41.300");
    assertThat(words.detail(records.rows().getFirst()))
        .contains("\"a\" : 1")
        .contains("header source (3 bytes)")
        .contains("committed");
    assertThat(records.answerProperty().get())
        .isEqualTo("3 records · log start 0 · high watermark 5 · last stable offset 5 · log end 6");
  }

  @Test
  void recordsOutOfOrderAreMarkedUntilTheyAreCutOff() {
    found(record(1, "k1", "early", ""), record(4, "k2", "late", ""));
    classroom
        .cluster()
        .emit(
            Classroom.CONTROLLER,
            new Verdict.RecordsReordered(Classroom.ORDERS_0, 4, 1, true, "test"));
    open();

    RecordTexts words = new RecordTexts(Texts.ENGLISH, Format.AUTOMATIC);
    assertThat(records.rows().stream().map(row -> words.cell(row, Column.OFFSET)))
        .containsExactly("1", "2–3", "⇅ 4");
    assertThat(words.detail(records.rows().getLast())).contains("out of order");
    assertThat(words.detail(records.rows().getFirst())).doesNotContain("out of order");

    classroom.cluster().emit(Classroom.BROKER_2, new Replica.Truncated(Classroom.ORDERS_0, 5, 4));
    session.pulse();
    records.load();
    assertThat(words.cell(records.rows().getLast(), Column.OFFSET)).isEqualTo("4");
  }

  @Test
  void whoLooksBackSeesWhatWasInTheLogThen() {
    classroom.withClients();
    classroom.runFor(20_000);
    session.pulse();
    session.seek(6_000_000_000L);
    var then = Objects.requireNonNull(session.model().partition(Classroom.ORDERS_0));
    ReplicaView leader = Objects.requireNonNull(then.leaderReplica());
    long end = leader.logEndOffset();
    assertThat(end).isPositive();
    found(ofFirstEpoch(end - 1), ofFirstEpoch(end), ofFirstEpoch(end + 1));

    records.partitionProperty().set(Classroom.ORDERS_0);

    assertThat(records.rows())
        .filteredOn(RecordRow.Found.class::isInstance)
        .extracting(RecordRow::offset)
        .containsExactly(end - 1);
    assertThat(records.answerProperty().get())
        .startsWith("as of 00:06.0")
        .contains("high watermark " + leader.highWatermark())
        .endsWith("log end " + end);

    session.goLive();
    wall.addAndGet(1_000_000_000L);
    records.pulse();
    assertThat(records.rows()).extracting(RecordRow::offset).contains(end - 1, end, end + 1);
  }

  private static StoredRecord ofFirstEpoch(long offset) {
    return new StoredRecord(
        offset,
        RecordQuery.VIRTUAL_EPOCH_MS,
        false,
        0,
        -1,
        (short) -1,
        -1,
        offset,
        1,
        "none",
        false,
        "",
        bytes("k"),
        bytes("v"),
        List.of());
  }

  @Test
  void aKeyIsFilteredForAndWhatIsChosenIsAskedFor() {
    found(record(1, "order-1", "a", ""), record(5, "other", "b", ""));
    open();
    records.keyFilterProperty().set("ORDER");
    assertThat(records.rows()).hasSize(1);

    records.brokerProperty().set(2);
    records.fromValueProperty().set("17");
    records.fromProperty().set(From.OFFSET);
    assertThat(classroom.cluster().queries().getLast())
        .isEqualTo(
            new RecordQuery(Classroom.ORDERS_0, 2, new Position.Offset(17), RecordsViewModel.PAGE));
    records.fromValueProperty().set("00:41.3");
    records.fromProperty().set(From.TIMESTAMP);
    assertThat(classroom.cluster().queries().getLast().from())
        .isEqualTo(new Position.Timestamp(RecordQuery.VIRTUAL_EPOCH_MS + 41_300));
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    found();
    open();
    records.fromValueProperty().set("x");
    records.fromProperty().set(From.OFFSET);
    assertThat(records.answerProperty().get()).startsWith("“x” is no offset");
    assertThat(records.wrongProperty().get()).isTrue();

    classroom.cluster().answerQueries(new RecordPage.Refused("there is no topic 'orders'"));
    records.fromProperty().set(From.EARLIEST);
    assertThat(records.answerProperty().get()).isEqualTo("there is no topic 'orders'");
  }

  @Test
  void theTailIsReadAgainAndAgain() {
    found();
    open();
    int asked = classroom.cluster().queries().size();
    wall.addAndGet(500_000_000);
    records.pulse();
    records.pulse();
    assertThat(classroom.cluster().queries()).hasSize(asked + 1);
  }

  @Test
  void bytesAreShownAsWhatTheyAre() {
    assertThat(Payload.full(bytes("[1,2]"), Format.AUTOMATIC)).isEqualTo("[ 1, 2 ]");
    assertThat(Payload.full(bytes("안녕"), Format.AUTOMATIC)).isEqualTo("안녕");
    assertThat(Payload.full(Excerpt.of(new byte[] {0, 1, (byte) 0xff}), Format.AUTOMATIC))
        .startsWith("000000  00 01 ff")
        .endsWith("...");
    assertThat(Payload.full(null, Format.HEX)).isNull();
    assertThat(Payload.isOther(bytes("not"), Format.JSON)).isTrue();
    assertThat(Payload.line(bytes("a\nb"), Format.TEXT, 10)).isEqualTo("a b");
  }

  @Test
  void aRecordIsSentAsItStandsInTheFormAndItsOffsetIsTold() {
    open();
    writing.topicProperty().set("orders");
    writing.keyProperty().set("k");
    writing.valueProperty().set("v");
    writing.headersProperty().set("source=web, trace=7");
    classroom.cluster().answerCommands(new CommandResult.Produced(Classroom.ORDERS_0, 12));
    writing.send();

    assertThat(classroom.cluster().commands())
        .containsExactly(
            new Command.ProduceRecord(
                new NewRecord(
                    "orders",
                    NewRecord.AUTOMATIC,
                    "k",
                    "v",
                    List.of(
                        new NewRecord.Header("source", "web"), new NewRecord.Header("trace", "7")),
                    -1)));
    assertThat(writing.answerProperty().get()).isEqualTo("Written: orders-0, offset 12");
  }

  @Test
  void aRefusalIsKafkasNameAndAPlainSentence() {
    open();
    writing.send();
    assertThat(writing.answerProperty().get()).isEqualTo("Choose a topic first.");
    writing.topicProperty().set("orders");
    writing.headersProperty().set("nonsense");
    writing.send();
    assertThat(writing.answerProperty().get()).startsWith("“nonsense” is no header");
    assertThat(classroom.cluster().commands()).isEmpty();

    writing.headersProperty().set("");
    classroom.cluster().refuseCommands("NOT_ENOUGH_REPLICAS: Messages are rejected");
    writing.send();
    assertThat(writing.answerProperty().get())
        .isEqualTo(
            "NOT_ENOUGH_REPLICAS: fewer replicas are in sync than min.insync.replicas asks for."
                + " Nothing was written.");
    assertThat(writing.toneProperty().get()).isEqualTo(Tone.BAD);
  }
}
