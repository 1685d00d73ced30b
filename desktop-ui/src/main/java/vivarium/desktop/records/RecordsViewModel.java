package vivarium.desktop.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.records.Payload.Format;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.RecordQuery.Position;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.PartitionView;

/**
 * Which records of which replica are looked at, in which form. Whatever is chosen is read at once;
 * with {@link From#TAIL} it is read again and again, so that new records come in. Who looks back
 * sees what was in the log then.
 */
public final class RecordsViewModel {

  /** Records of a page. */
  static final int PAGE = 200;

  /** Records in sight while new ones come in. */
  static final int TAIL = 50;

  private static final long PRESENT = -1;
  private static final long FOLLOW_INTERVAL_NANOS = 400_000_000L;

  /** Where a page begins, in the words of Kafka's consumers. */
  public enum From {
    EARLIEST,
    LATEST,
    OFFSET,
    TIMESTAMP,
    TAIL;

    /** Whether it needs a number beside it. */
    public boolean needsValue() {
      return this == OFFSET || this == TIMESTAMP;
    }
  }

  private final ClusterSession session;
  private final Executor windowThread;
  private final LongSupplier wallNanos;
  private final ObjectProperty<@Nullable TopicPartition> partition = new SimpleObjectProperty<>();
  private final ObjectProperty<Integer> broker = new SimpleObjectProperty<>(RecordQuery.LEADER);
  private final ObjectProperty<From> from = new SimpleObjectProperty<>(From.TAIL);
  private final StringProperty fromValue = new SimpleStringProperty("0");
  private final StringProperty keyFilter = new SimpleStringProperty("");
  private final ObjectProperty<Format> format = new SimpleObjectProperty<>(Format.AUTOMATIC);
  private final ObservableList<RecordRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
  private Texts texts;
  private RecordPage.@Nullable Records page;
  private String refusal = "";
  private long asked;
  private long readAtWallNanos;
  private boolean reading;

  /** The moment the listed page is of; {@link #PRESENT} while there is no other. */
  private long atNanos = PRESENT;

  /**
   * @param windowThread runs what comes back from the cluster's thread
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public RecordsViewModel(
      ClusterSession session, Texts texts, Executor windowThread, LongSupplier wallNanos) {
    this.session = session;
    this.texts = texts;
    this.windowThread = windowThread;
    this.wallNanos = wallNanos;
    partition.subscribe((before, now) -> broker.set(RecordQuery.LEADER));
    partition.subscribe((before, now) -> load());
    broker.subscribe((before, now) -> load());
    from.subscribe((before, now) -> load());
    keyFilter.subscribe((before, now) -> fill());
  }

  /** The partition looked at; null before there is one. */
  public ObjectProperty<@Nullable TopicPartition> partitionProperty() {
    return partition;
  }

  /** Whose replica: a broker, or {@link RecordQuery#LEADER}. */
  public ObjectProperty<Integer> brokerProperty() {
    return broker;
  }

  public ObjectProperty<From> fromProperty() {
    return from;
  }

  /** The offset, or the timestamp as the window's clock or in milliseconds. */
  public StringProperty fromValueProperty() {
    return fromValue;
  }

  /** Only records whose key contains this are listed. */
  public StringProperty keyFilterProperty() {
    return keyFilter;
  }

  public ObjectProperty<Format> formatProperty() {
    return format;
  }

  public ObservableList<RecordRow> rows() {
    return rows;
  }

  /** What was found, or why nothing could be, in one sentence. */
  public ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /** Whether the answer says that something is wrong. */
  public ReadOnlyBooleanProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }

  /** Whether the log goes on behind what is listed. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Puts words into a language from now on. */
  public void speak(Texts language) {
    texts = language;
    tellWhatWasFound();
  }

  /** The topics there are, those that Kafka keeps for itself last. */
  public List<String> topics() {
    return session.model().topics().keySet().stream()
        .sorted(
            Comparator.comparing((String name) -> TopicPartition.isInternal(name))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The partitions of the topic looked at. */
  public List<Integer> partitionsOf(String topic) {
    return session.model().partitions().keySet().stream()
        .filter(id -> id.topic().equals(topic))
        .map(TopicPartition::partition)
        .toList();
  }

  /** The brokers that are to hold, or still hold, a replica of the partition looked at. */
  public List<Integer> brokers() {
    TopicPartition id = partition.get();
    PartitionView view = id == null ? null : session.model().partition(id);
    List<Integer> brokers = new ArrayList<>(view == null ? List.of() : view.state().replicas());
    if (view != null) {
      view.replicas().keySet().stream().filter(b -> !brokers.contains(b)).forEach(brokers::add);
    }
    return brokers;
  }

  /** Chooses the first partition there is, if none is chosen. */
  private void chooseSome() {
    if (partition.get() == null) {
      topics().stream()
          .findFirst()
          .map(topic -> new TopicPartition(topic, 0))
          .filter(session.model().partitions()::containsKey)
          .ifPresent(partition::set);
    }
  }

  /** Follows the end of the log, if that is asked for. Call it once a frame, while it is shown. */
  public void pulse() {
    chooseSome();
    boolean due = wallNanos.getAsLong() - readAtWallNanos >= FOLLOW_INTERVAL_NANOS;
    boolean elsewhere = moment() != atNanos;
    boolean grows = from.get() == From.TAIL && session.isLive();
    if ((grows || elsewhere) && due && !reading) {
      load();
    }
  }

  private long moment() {
    return session.isLive() ? PRESENT : session.nowNanos();
  }

  /** Reads what is chosen. */
  public void load() {
    TopicPartition id = partition.get();
    if (id == null) {
      return;
    }
    atNanos = moment();
    try {
      Position begin = position();
      read(new RecordQuery(id, broker.get(), begin, from.get() == From.TAIL ? TAIL : PAGE));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  /** Reads the page behind the one that is listed. */
  public void loadMore() {
    RecordPage.Records known = page;
    TopicPartition id = partition.get();
    if (known != null && id != null && known.hasMore()) {
      try {
        read(new RecordQuery(id, broker.get(), new Position.Offset(known.nextOffset()), PAGE));
      } catch (IllegalArgumentException e) {
        refuse(String.valueOf(e.getMessage()));
      }
    }
  }

  private Position position() {
    return switch (from.get()) {
      case EARLIEST -> new Position.Earliest();
      case LATEST -> new Position.Tail(PAGE);
      case TAIL -> new Position.Tail(TAIL);
      case OFFSET -> new Position.Offset(offset(fromValue.get().strip()));
      case TIMESTAMP -> new Position.Timestamp(timestamp(fromValue.get().strip()));
    };
  }

  private long timestamp(String text) {
    return Timestamps.parse(text)
        .orElseThrow(() -> new IllegalArgumentException(texts.get("records.wrongTime", text)));
  }

  private long offset(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(texts.get("records.wrongOffset", text));
    }
    return Long.parseLong(text);
  }

  private void read(RecordQuery query) {
    if (atNanos == PRESENT) {
      ask(query, found -> found);
      return;
    }
    PastLog then = PastLog.of(session.model(), query.partition(), query.broker());
    if (then == null) {
      throw new IllegalArgumentException(texts.get("records.notThen", query.partition()));
    }
    ask(
        new RecordQuery(
            query.partition(), then.broker(), then.from(query.from()), query.maxRecords()),
        then::of);
  }

  private void ask(RecordQuery query, UnaryOperator<RecordPage.Records> asOfThen) {
    long question = ++asked;
    reading = true;
    readAtWallNanos = wallNanos.getAsLong();
    session
        .read(query)
        .whenCompleteAsync(
            (found, failure) -> {
              if (question != asked) {
                return; // Something else was chosen meanwhile.
              }
              reading = false;
              if (failure != null) {
                refuse(String.valueOf(failure.getMessage()));
              } else {
                take(found, asOfThen);
              }
            },
            windowThread);
  }

  private void take(RecordPage found, UnaryOperator<RecordPage.Records> asOfThen) {
    switch (found) {
      case RecordPage.Refused(String reason) -> refuse(new Narrator(texts).reason(reason));
      case RecordPage.Records records -> {
        refusal = "";
        page = asOfThen.apply(records);
        fill();
      }
    }
  }

  private void refuse(String sentence) {
    refusal = sentence;
    page = null;
    rows.clear();
    more.set(false);
    answer.set(sentence);
    wrong.set(true);
  }

  private RecordRow found(StoredRecord record, RecordPage.Records of) {
    TopicPartition id = partition.get();
    PartitionView view = id == null ? null : session.model().partition(id);
    return new RecordRow.Found(
        record,
        record.offset() < of.highWatermark(),
        view != null && view.reordered(record.offset()));
  }

  /** Lists what was read, as far as the filter lets it through; what stays the same stays. */
  private void fill() {
    RecordPage.Records known = page;
    if (known == null) {
      return;
    }
    String wanted = keyFilter.get().strip().toLowerCase(Locale.ROOT);
    List<RecordRow> now = new ArrayList<>();
    known.records().stream()
        .filter(record -> wanted.isEmpty() || hasKey(record, wanted))
        .map(record -> found(record, known))
        .forEach(now::add);
    if (wanted.isEmpty()) {
      known.gaps().forEach(gap -> now.add(new RecordRow.Missing(gap)));
      now.sort(Comparator.comparingLong(RecordRow::offset));
    }
    if (!rows.equals(now)) {
      int same = 0;
      int from = rows.isEmpty() || now.isEmpty() ? -1 : rows.indexOf(now.getFirst());
      while (from >= 0
          && same < now.size()
          && from + same < rows.size()
          && rows.get(from + same).equals(now.get(same))) {
        same++;
      }
      if (same > 0) {
        rows.remove(from + same, rows.size());
        rows.addAll(now.subList(same, now.size()));
        rows.remove(0, from);
      } else {
        rows.setAll(now);
      }
    }
    more.set(known.hasMore());
    tellWhatWasFound();
  }

  private static boolean hasKey(StoredRecord record, String wanted) {
    String key = Payload.full(record.key(), Format.TEXT);
    return key != null && key.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private void tellWhatWasFound() {
    RecordPage.Records known = page;
    if (known == null) {
      answer.set(refusal);
      return;
    }
    String offsets =
        texts.get(
            "records.offsets",
            known.logStartOffset(),
            known.highWatermark(),
            known.lastStableOffset(),
            known.logEndOffset());
    List<String> parts = new ArrayList<>();
    if (atNanos != PRESENT) {
      parts.add(texts.get("records.asOf", Units.clock(atNanos)));
    }
    long listed = rows.stream().filter(RecordRow.Found.class::isInstance).count();
    parts.add(Counts.records(texts, listed));
    parts.add(offsets);
    if (!known.running()) {
      parts.add(texts.get("records.fromDisk", known.broker()));
    } else if (!known.leads()) {
      parts.add(texts.get("records.ofFollower", known.broker()));
    }
    answer.set(String.join(" · ", parts));
    wrong.set(false);
  }
}
