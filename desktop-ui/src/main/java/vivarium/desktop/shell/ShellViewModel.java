package vivarium.desktop.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.Offers;
import vivarium.desktop.commands.SettingsHistory;
import vivarium.desktop.commands.SettingsHistory.Change;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.inspector.Actions;
import vivarium.desktop.inspector.InspectorBuilder;
import vivarium.desktop.inspector.InspectorContent;
import vivarium.desktop.inspector.LinkActions;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Movement;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.timeline.TimelineViewModel;
import vivarium.engine.api.ClusterFailedException;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.NodeId;

/**
 * The window without its controls: what is selected, the stage, the inspector's content, and what
 * is asked of the cluster. {@link #pulse} is called once a frame, by the window's thread, as
 * everything here.
 */
public final class ShellViewModel {

  /** What the inspector says follows the model at most this often. */
  private static final long DESCRIPTION_INTERVAL_NANOS = 150_000_000;

  private final ClusterSession session;
  private final StageViewModel stage;
  private final Executor windowThread;
  private final LongSupplier wallNanos;
  private final ToolbarViewModel toolbar;
  private final TimelineViewModel timeline;
  private final PlaybackViewModel playback;
  private final ObjectProperty<Texts> texts;
  private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.CLUSTER);
  private final ReadOnlyObjectWrapper<InspectorContent> inspector;
  private final SessionMemory memory;
  private final Notices notices;
  private final SettingsHistory history = new SettingsHistory();
  private final ReadOnlyStringWrapper stoppedBecause = new ReadOnlyStringWrapper("");
  private long describedWall;
  private long describedSeq = -1;
  private long missedTold;
  private long timelineSeq;

  /**
   * The view model of a window.
   *
   * @param windowThread runs what comes back from the cluster's thread
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public ShellViewModel(
      ClusterSession session,
      TextMeasure measure,
      Texts language,
      Executor windowThread,
      LongSupplier wallNanos) {
    this.session = session;
    this.windowThread = windowThread;
    this.wallNanos = wallNanos;
    this.toolbar = new ToolbarViewModel(session, wallNanos);
    this.timeline = new TimelineViewModel(session, language);
    this.texts = new SimpleObjectProperty<>(language);
    this.notices = new Notices(wallNanos, texts);
    this.stage = new StageViewModel(session, measure, toolbar, texts, selection);
    this.playback =
        new PlaybackViewModel(session, windowThread, this::jump, timeline::ask, this::tell);
    this.memory = new SessionMemory(session, history::waiting, windowThread, this::refresh);
    this.inspector = new ReadOnlyObjectWrapper<>(content());
    texts.subscribe(
        (before, now) -> {
          timeline.speak(now);
          refresh();
        });
    selection.subscribe((before, now) -> refresh());
    toolbar.pausedProperty().subscribe((before, now) -> paused(now));
    session
        .whenEnded()
        .whenCompleteAsync(
            (nothing, failure) -> {
              if (failure != null) {
                stopped(failure);
              }
            },
            windowThread);
  }

  /** Which clock stands still is said where there is another. */
  private void paused(boolean now) {
    if (now
        && session.isLive()
        && session.model().clients().values().stream().anyMatch(each -> each.address() != null)) {
      tell(Sentence.of("toolbar.pausedOutside"));
    }
  }

  /** The cluster is gone, by a mistake of ours: nothing can be asked of it any more. */
  private void stopped(Throwable failure) {
    Throwable known = failure instanceof CompletionException ? failure.getCause() : failure;
    Throwable cause = known instanceof ClusterFailedException ? known.getCause() : known;
    toolbar.stop();
    stoppedBecause.set(String.valueOf(cause));
  }

  /** Brings everything up to the present moment. */
  public void pulse() {
    session.pulse();
    toolbar.update();
    long wall = wallNanos.getAsLong();
    playback.update();
    StageViewModel.Layout layout = stage.pulse(wall);
    // Not in the same frame as a layout, if it can wait for the next; but of the same moment as
    // one that somebody waits for, so that the two never disagree.
    long wait = (layout == StageViewModel.Layout.NONE ? 1 : 2) * DESCRIPTION_INTERVAL_NANOS;
    boolean undescribed = describedSeq != session.model().seq() && wall - describedWall >= wait;
    if (layout == StageViewModel.Layout.ASKED || undescribed) {
      describe(wall);
    }
    if (session.readSeq() != timelineSeq) {
      timelineSeq = session.readSeq();
      timeline.update();
    }
    if (session.missedEvents() > missedTold) {
      missedTold = session.missedEvents();
      notices.complain(Sentence.of("shell.missed", missedTold));
    }
    notices.pulse();
  }

  /** Shows a moment that is not the one after the last. */
  private void jump() {
    stage.askLayout();
    pulse();
  }

  private void describe(long wall) {
    inspector.set(content());
    describedSeq = session.model().seq();
    describedWall = wall;
  }

  private InspectorContent content() {
    return new InspectorBuilder(session.model(), session.nowNanos(), texts.get(), memory)
        .build(selection.get());
  }

  private void refresh() {
    stage.askLayout();
    inspector.set(content());
  }

  /** Selects a thing; an event selects what it concerns and asks for its causes. */
  public void select(Selection wanted) {
    if (wanted instanceof Selection.Event(long seq)) {
      timeline.ask(seq);
      session.entry(seq).ifPresent(entry -> selection.set(Concern.of(entry.stamped())));
    } else {
      selection.set(wanted);
    }
  }

  /** What can be done now with a thing. */
  public List<Action> actionsFor(Selection thing) {
    return stoppedBecause.get().isEmpty()
        ? new Actions(session.model(), texts.get()).of(thing)
        : List.of();
  }

  /** What can be done now to the way between two nodes. */
  public List<Action> linkActions(NodeId one, NodeId other) {
    return stoppedBecause.get().isEmpty()
        ? LinkActions.between(one, other, session.model(), texts.get())
        : List.of();
  }

  /** Does the action of this id with what is selected, if it makes sense now. */
  public void actOnSelection(String actionId) {
    actionsFor(selection.get()).stream()
        .filter(action -> action.id().equals(actionId))
        .findFirst()
        .ifPresent(action -> action.commands().forEach(this::send));
  }

  /** Asks the cluster for something; a refusal is shown as the notice. */
  public void send(Command command) {
    if (session.isRecording() || !session.isLive()) {
      String key = session.isRecording() ? "recording.nothing" : "playback.cannotChange";
      notices.complain(Sentence.of(key));
      return;
    }
    Optional<Change> change = history.sent(command, session.model());
    submit(command, done -> history.answered(command, done ? null : change.orElse(null)));
    if (session.isPaused()) {
      change.ifPresent(now -> tell(Sentence.of("setting.waits", now.name())));
      refresh(); // What was asked stands in its field at once.
    }
  }

  /**
   * Hands a command to the cluster.
   *
   * @param answered is told later whether it was carried out
   */
  private void submit(Command command, Consumer<Boolean> answered) {
    session
        .submit(command)
        .whenCompleteAsync(
            (result, failure) -> {
              boolean done = failure == null && !(result instanceof CommandResult.Refused);
              if (failure != null) {
                notices.complain(unused -> String.valueOf(failure.getMessage()));
              } else if (result instanceof CommandResult.Refused(String reason)) {
                notices.complain(now -> new Narrator(now).reason(reason));
              }
              answered.accept(done);
            },
            windowThread);
  }

  /** Takes the last change of a setting back. */
  public void undo() {
    history.takeLast().ifPresent(this::undo);
  }

  private void undo(Change change) {
    submit(
        change.back(),
        done -> {
          history.answered(change.back(), null);
          if (done) {
            tell(Sentence.of("undo.done", change.name()));
          }
        });
    if (session.isPaused()) {
      tell(Sentence.of("undo.waits", change.name()));
      refresh();
    }
  }

  /** Whether a setting was changed that can be taken back. */
  public boolean canUndo() {
    return !history.isEmpty();
  }

  /** Shows for a while that something was done. */
  public void tell(Sentence sentence) {
    notices.tell(sentence);
  }

  /** Shows for a while that something went wrong. */
  public void complain(Sentence sentence) {
    notices.complain(sentence);
  }

  /** Takes away what is told. */
  void closeNotice() {
    notices.close();
  }

  /** What the palette offers now. */
  public Offers offers(Offers.Window window) {
    return new Offers(session.model(), texts.get(), selection.get(), window);
  }

  public void switchLanguage() {
    texts.set(texts.get().other());
  }

  public ToolbarViewModel toolbar() {
    return toolbar;
  }

  /** The moment that is looked at, and the ways to another. */
  public PlaybackViewModel playback() {
    return playback;
  }

  public TimelineViewModel timeline() {
    return timeline;
  }

  public long nowNanos() {
    return session.nowNanos();
  }

  /** What is seen of the cluster. */
  public StageViewModel stage() {
    return stage;
  }

  /** As {@link StageViewModel#frame()}. */
  public @Nullable Frame frame() {
    return stage.frame();
  }

  /** As {@link StageViewModel#moment()}. */
  public Movement.Moment moment() {
    return stage.moment();
  }

  public ReadOnlyObjectProperty<InspectorContent> inspectorProperty() {
    return inspector.getReadOnlyProperty();
  }

  public ObjectProperty<Selection> selectionProperty() {
    return selection;
  }

  public ObjectProperty<Texts> textsProperty() {
    return texts;
  }

  /** The session that is shown. */
  public ClusterSession session() {
    return session;
  }

  Executor windowThread() {
    return windowThread;
  }

  /** What has ended the cluster, a mistake of ours; empty as long as it lives. */
  public ReadOnlyStringProperty stoppedBecauseProperty() {
    return stoppedBecause.getReadOnlyProperty();
  }

  /** What was done, or why the last command was refused; empty most of the time. */
  public ReadOnlyStringProperty noticeProperty() {
    return notices.wordsProperty();
  }

  /** Whether the notice is about something that went wrong. */
  public ReadOnlyBooleanProperty complaintProperty() {
    return notices.complaintProperty();
  }
}
