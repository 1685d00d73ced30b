package vivarium.desktop.shell;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.inspector.Memory;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.model.RecordJourney;

/** What a session remembers, for the inspector; of one record at a time it follows the journey. */
final class SessionMemory implements Memory {

  private final ClusterSession session;
  private final Supplier<List<Command>> asked;
  private final Executor windowThread;
  private final Runnable whenRead;
  private Selection.@Nullable LogRecord about;
  private @Nullable RecordJourney journey;
  private long toldSeq;
  private @Nullable StoredRecord stored;
  private String whyNot = "";

  /**
   * The memory of a session.
   *
   * @param asked what was asked of the cluster and is not carried out yet
   * @param whenRead is told when a record's content has come
   */
  SessionMemory(
      ClusterSession session,
      Supplier<List<Command>> asked,
      Executor windowThread,
      Runnable whenRead) {
    this.session = session;
    this.asked = asked;
    this.windowThread = windowThread;
    this.whenRead = whenRead;
  }

  @Override
  public List<Command> asked() {
    return session.isLive() ? asked.get() : List.of();
  }

  @Override
  public boolean allowsChanges() {
    return session.isLive() && !session.isRecording();
  }

  @Override
  public Optional<StateEntry> entry(long seq) {
    return session.entry(seq);
  }

  @Override
  public Iterator<StateEntry> newestFirst() {
    return session.newestFirst();
  }

  @Override
  public RecordStory story(Selection.LogRecord record) {
    if (!record.equals(about)) {
      begin(record);
    }
    RecordJourney followed = journey;
    if (followed == null) {
      return new RecordStory(List.of(), stored, whyNot);
    }
    toldSeq = session.retell(toldSeq, followed::take);
    return new RecordStory(followed.upTo(session.model().seq()), stored, whyNot);
  }

  private void begin(Selection.LogRecord record) {
    about = record;
    journey = new RecordJourney(record.partition(), record.offset(), record.leaderEpoch());
    toldSeq = 0;
    stored = null;
    whyNot = "";
    session
        .read(
            new RecordQuery(
                record.partition(),
                record.broker(),
                new RecordQuery.Position.Offset(record.offset()),
                1))
        .whenCompleteAsync(
            (page, failure) -> {
              if (record.equals(about)) {
                take(page, failure);
                whenRead.run();
              }
            },
            windowThread);
  }

  private void take(@Nullable RecordPage page, @Nullable Throwable failure) {
    switch (page) {
      case RecordPage.Records records ->
          stored = records.records().isEmpty() ? null : records.records().getFirst();
      case RecordPage.Refused(String reason) -> whyNot = reason;
      case null -> whyNot = failure == null ? "" : String.valueOf(failure.getMessage());
    }
  }
}
