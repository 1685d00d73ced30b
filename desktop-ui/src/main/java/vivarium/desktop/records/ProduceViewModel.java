package vivarium.desktop.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ProducerSettings;

/** A record that a person writes, and what became of the last one. */
public final class ProduceViewModel {

  /** Kafka's error name before what is said of it. */
  private static final Pattern ERROR = Pattern.compile("([A-Z][A-Z_]+): (.*)", Pattern.DOTALL);

  private final ClusterSession session;
  private final Executor windowThread;
  private final StringProperty topic = new SimpleStringProperty("");
  private final IntegerProperty partition = new SimpleIntegerProperty(NewRecord.AUTOMATIC);
  private final StringProperty key = new SimpleStringProperty("");
  private final StringProperty value = new SimpleStringProperty("");
  private final BooleanProperty tombstone = new SimpleBooleanProperty();
  private final StringProperty headers = new SimpleStringProperty("");
  private final ObjectProperty<Integer> acks =
      new SimpleObjectProperty<>(ProducerSettings.ACKS_ALL);
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.PLAIN);
  private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
  private Texts texts;

  /**
   * @param windowThread runs what comes back from the cluster's thread
   */
  public ProduceViewModel(ClusterSession session, Texts texts, Executor windowThread) {
    this.session = session;
    this.texts = texts;
    this.windowThread = windowThread;
  }

  /** Whether records can be sent at all; not in a recording. */
  boolean isPossible() {
    return !session.isRecording();
  }

  public StringProperty topicProperty() {
    return topic;
  }

  /** Which partition, or {@link NewRecord#AUTOMATIC}. */
  public IntegerProperty partitionProperty() {
    return partition;
  }

  /** Nothing in it means a record without a key. */
  public StringProperty keyProperty() {
    return key;
  }

  public StringProperty valueProperty() {
    return value;
  }

  /** Whether the record has no value at all, so that compaction deletes its key. */
  public BooleanProperty tombstoneProperty() {
    return tombstone;
  }

  /** Headers as {@code name=value}, with commas between them. */
  public StringProperty headersProperty() {
    return headers;
  }

  /** {@code acks}: 0, 1 or -1 for all. */
  public ObjectProperty<Integer> acksProperty() {
    return acks;
  }

  /** What became of the last record, in one sentence. */
  public ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Tone> toneProperty() {
    return tone.getReadOnlyProperty();
  }

  /** Whether the last record has no answer yet. */
  public ReadOnlyBooleanProperty underWayProperty() {
    return underWay.getReadOnlyProperty();
  }

  /** Puts words into a language from now on. */
  public void speak(Texts language) {
    texts = language;
    if (!underWay.get()) {
      tell("", Tone.PLAIN);
    }
  }

  /** Sends the record as it stands in the form. */
  public void send() {
    NewRecord record;
    try {
      record = record();
    } catch (IllegalArgumentException e) {
      tell(String.valueOf(e.getMessage()), Tone.BAD);
      return;
    }
    underWay.set(true);
    tell(texts.get("produce.underWay"), Tone.MUTED);
    session
        .submit(new Command.ProduceRecord(record))
        .whenCompleteAsync(
            (result, failure) -> {
              underWay.set(false);
              if (failure != null) {
                tell(String.valueOf(failure.getMessage()), Tone.BAD);
              } else {
                answered(result);
              }
            },
            windowThread);
  }

  private NewRecord record() {
    if (topic.get().isBlank()) {
      throw new IllegalArgumentException(texts.get("produce.needsTopic"));
    }
    return new NewRecord(
        topic.get().strip(),
        partition.get(),
        key.get().isEmpty() ? null : key.get(),
        tombstone.get() ? null : value.get(),
        headersWritten(),
        acks.get());
  }

  private List<NewRecord.Header> headersWritten() {
    List<NewRecord.Header> written = new ArrayList<>();
    for (String each : headers.get().split("[,\\n]")) {
      int equals = each.indexOf('=');
      if (equals >= 1 && !each.substring(0, equals).isBlank()) {
        written.add(
            new NewRecord.Header(
                each.substring(0, equals).strip(), each.substring(equals + 1).strip()));
      } else if (!each.isBlank()) {
        throw new IllegalArgumentException(texts.get("produce.wrongHeader", each.strip()));
      }
    }
    if (written.size() > NewRecord.MAX_HEADERS) {
      throw new IllegalArgumentException(texts.get("produce.manyHeaders", NewRecord.MAX_HEADERS));
    }
    return written;
  }

  private void answered(CommandResult result) {
    switch (result) {
      case CommandResult.Produced(var where, long offset) -> {
        if (offset == CommandResult.Produced.NOBODY_SAYS) {
          tell(texts.get("produce.sentOnly", where), Tone.WARN);
        } else {
          tell(texts.get("produce.done", where, offset), Tone.GOOD);
        }
      }
      case CommandResult.Accepted() -> tell(texts.get("produce.accepted"), Tone.GOOD);
      case CommandResult.Refused(String reason) -> tell(refusal(reason), Tone.BAD);
    }
  }

  /** Kafka's name of the error, and in plain words what it means. */
  private String refusal(String reason) {
    Matcher error = ERROR.matcher(reason);
    if (!error.matches()) {
      return new Narrator(texts).reason(reason);
    }
    String meaning =
        switch (error.group(1)) {
          case "NOT_ENOUGH_REPLICAS" -> texts.get("produce.notEnoughReplicas");
          case "NOT_ENOUGH_REPLICAS_AFTER_APPEND" -> texts.get("produce.notEnoughAfter");
          case "REQUEST_TIMED_OUT" -> texts.get("produce.timedOut");
          case "NETWORK_EXCEPTION" -> texts.get("produce.network");
          case "LEADER_NOT_AVAILABLE" -> texts.get("produce.noLeader");
          case "NOT_LEADER_OR_FOLLOWER" -> texts.get("produce.notLeader");
          case "UNKNOWN_TOPIC_OR_PARTITION" -> texts.get("produce.unknownTopic");
          case "RECORD_TOO_LARGE", "MESSAGE_TOO_LARGE" -> texts.get("produce.tooLarge");
          default -> error.group(2);
        };
    return error.group(1) + ": " + meaning;
  }

  private void tell(String sentence, Tone how) {
    tone.set(how);
    answer.set(sentence);
  }
}
