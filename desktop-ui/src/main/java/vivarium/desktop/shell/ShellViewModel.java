package vivarium.desktop.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.Offers;
import vivarium.desktop.commands.SettingsHistory;
import vivarium.desktop.commands.SettingsHistory.Change;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.inspector.Actions;
import vivarium.desktop.inspector.InspectorBuilder;
import vivarium.desktop.inspector.InspectorContent;
import vivarium.desktop.inspector.LinkActions;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Caption;
import vivarium.desktop.stage.Focus;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.GridView;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Movement;
import vivarium.desktop.stage.RecordHits;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.StageLayout;
import vivarium.desktop.stage.StageOptions;
import vivarium.desktop.stage.Target;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.timeline.TimelineViewModel;
import vivarium.engine.api.ClusterFailedException;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.NodeId;

/**
 * The window without its controls: what is selected, the frame of the stage, the inspector's
 * content. {@link #pulse} is called once a frame, by the window's thread, as everything here.
 */
public final class ShellViewModel {

  /** The boxes of the stage follow the model at most this often; messages move at every pulse. */
  private static final long LAYOUT_INTERVAL_NANOS = 50_000_000;

  /** What the inspector says follows the model at most this often. */
  private static final long DESCRIPTION_INTERVAL_NANOS = 150_000_000;

  private static final long WORDS_WHILE_GLIDING_NANOS = 250_000_000;

  private final ClusterSession session;
  private final StageLayout layout;
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
  private @Nullable Frame frame;
  private final Movement movement = new Movement();
  private final HealthCensus census = new HealthCensus();
  private Movement.Moment moment = Movement.Moment.NOTHING;
  private double width = 1200;
  private double height = 700;
  private final Camera camera = new Camera();
  private final Arrangement arrangement = new Arrangement(this::frame);
  private final FilterViewModel filter;
  private Selection focus = Selection.CLUSTER;
  private final BooleanProperty calm = new SimpleBooleanProperty();
  private long pulsedWall;
  private @Nullable Caption caption;
  private long wordsWall;
  private long describedWall;
  private long describedSeq = -1;
  private boolean dirty = true;
  private long laidOutSeq = -1;
  private long laidOutAtNanos = -1;
  private long laidOutWall;
  private long missedTold;

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
    this.layout = new StageLayout(measure);
    this.windowThread = windowThread;
    this.wallNanos = wallNanos;
    this.notices = new Notices(wallNanos);
    this.filter = new FilterViewModel(session);
    this.toolbar = new ToolbarViewModel(session);
    this.timeline = new TimelineViewModel(session, language);
    this.texts = new SimpleObjectProperty<>(language);
    this.playback =
        new PlaybackViewModel(session, texts, windowThread, this::jump, timeline::ask, this::tell);
    this.memory = new SessionMemory(session, windowThread, this::refresh);
    this.inspector = new ReadOnlyObjectWrapper<>(content());
    texts.subscribe(
        (before, now) -> {
          timeline.speak(now);
          refresh();
        });
    selection.subscribe((before, now) -> refresh());
    arrangement.placesProperty().subscribe((before, now) -> dirty = true);
    toolbar.showInternalTopicsProperty().subscribe((before, now) -> dirty = true);
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

  /** The cluster is gone, by a mistake of ours: nothing can be asked of it any more. */
  private void stopped(Throwable failure) {
    Throwable known = failure instanceof CompletionException ? failure.getCause() : failure;
    Throwable cause = known instanceof ClusterFailedException ? known.getCause() : known;
    toolbar.stop();
    stoppedBecause.set(String.valueOf(cause));
  }

  /** Brings everything up to the present moment. */
  public void pulse() {
    boolean news = session.pulse();
    toolbar.update();
    long wall = wallNanos.getAsLong();
    Frame seen = frame;
    if (seen != null && camera.isMoving()) {
      camera.advance(wall - pulsedWall, seen.grid().view(), calm.get());
      dirty = true;
    }
    pulsedWall = wall;
    playback.update();
    boolean stale = session.model().seq() != laidOutSeq || session.nowNanos() != laidOutAtNanos;
    boolean layoutIsDue = dirty || (stale && wall - laidOutWall >= LAYOUT_INTERVAL_NANOS);
    if (layoutIsDue) {
      layOut(wall);
    }
    // Not in the same frame as a layout, if it can wait for the next.
    long undescribed = wall - describedWall;
    if (describedSeq != session.model().seq()
        && undescribed >= (layoutIsDue ? 2 : 1) * DESCRIPTION_INTERVAL_NANOS) {
      describe(wall);
    }
    Frame shown = frame;
    if (shown != null) {
      moment = movement.at(shown, session.model(), session.nowNanos(), calm.get());
    }
    if (news && session.readSeq() > 0) {
      timeline.update();
    }
    if (session.missedEvents() > missedTold) {
      missedTold = session.missedEvents();
      notices.complain(texts.get().get("shell.missed", missedTold));
    }
    notices.pulse();
  }

  /** Shows a moment that is not the one after the last. */
  private void jump() {
    dirty = true;
    pulse();
  }

  private void layOut(long wall) {
    // While the grid glides, words that look at every partition may be a moment old.
    boolean anew = !camera.isMoving() || wall - wordsWall >= WORDS_WHILE_GLIDING_NANOS;
    if (anew) {
      caption = new CaptionChooser(session, census, texts.get()).choose();
      wordsWall = wall;
    }
    StageOptions options =
        new StageOptions(
            selection.get(),
            toolbar.showInternalTopicsProperty().get(),
            camera.viewport(),
            filter.inForce(),
            focus,
            arrangement.placesProperty().get(),
            caption);
    Frame laidOut =
        layout.layout(session.model(), session.nowNanos(), width, height, options, texts.get());
    frame = laidOut;
    if (anew) {
      filter.count(
          laidOut.grid().partitions().size(),
          toolbar.showInternalTopicsProperty().get(),
          texts.get());
      if (dirty) {
        describe(wall); // Of the same moment, so that the two never disagree.
      }
    }
    dirty = false;
    laidOutSeq = session.model().seq();
    laidOutAtNanos = session.nowNanos();
    laidOutWall = wall;
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
    dirty = true;
    inspector.set(content());
  }

  /** The stage's size in pixels. */
  public void resizeStage(double newWidth, double newHeight) {
    width = Math.max(400, newWidth);
    height = Math.max(300, newHeight);
    dirty = true;
  }

  /** Looks closer, or from further away, at what is at a point of the stage. */
  public void zoomStage(double factor, double x, double y) {
    Frame shown = frame;
    if (shown != null) {
      GridView view = shown.grid().view();
      camera.zoom(factor, x, y, view);
    }
  }

  /** As {@link #zoomStage(double, double, double)}, at the middle of what is in sight. */
  public void zoomStage(double factor) {
    Frame shown = frame;
    if (shown != null) {
      Rect body = shown.grid().view().body();
      zoomStage(factor, body.centerX(), body.centerY());
    }
  }

  /** Shows all brokers and partitions. */
  public void fitStage() {
    Frame shown = frame;
    if (shown != null) {
      camera.fit(shown.grid().view());
    }
  }

  /** Moves the grid by so many pixels. */
  public void dragStage(double dx, double dy) {
    Frame shown = frame;
    if (shown != null) {
      camera.drag(dx, dy, shown.grid().view());
      dirty = true;
    }
  }

  /** Moves what is in sight by so many times its own size. */
  public void panStage(double across, double down) {
    Frame shown = frame;
    if (shown != null) {
      GridView view = shown.grid().view();
      camera.glide(across * view.columnsInSight(), down * view.rowsInSight(), view);
    }
  }

  /** Whether a drag from a point moves the grid: among its rows, and where nothing else is. */
  public boolean isGround(double x, double y) {
    Frame shown = frame;
    return shown != null
        && (shown.grid().view().body().contains(x, y) || shown.targetAt(x, y).isEmpty());
  }

  /** As {@link FilterViewModel#change}; all that is left is shown. */
  public void filter(String text) {
    if (filter.change(text, texts.get())) {
      fitStage();
    }
    dirty = true;
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

  /** Fades all that has nothing to do with what is selected, or shows everything again. */
  public void focusOnSelection() {
    Selection wanted = selection.get();
    boolean possible = Focus.of(wanted, session.model()) != null && !wanted.equals(focus);
    focusOn(possible ? wanted : Selection.CLUSTER);
  }

  /** Shows everything again. */
  public void focusOnEverything() {
    focusOn(Selection.CLUSTER);
  }

  private void focusOn(Selection wanted) {
    focus = wanted;
    dirty = true;
  }

  /** What lies at a point of the stage; messages lie on top while time stands still. */
  public Selection selectionAt(double x, double y) {
    if (toolbar.pausedProperty().get()) {
      for (Mark mark : moment.marks().reversed()) {
        if (mark.contains(x, y) && mark.isMessageOnTheWay()) {
          return new Selection.Message(mark.messageId());
        }
      }
    }
    return targetAt(x, y).map(Target::selection).orElse(Selection.CLUSTER);
  }

  /** The thing of the stage at a point, down to a single record. */
  public Optional<Target> targetAt(double x, double y) {
    Frame shown = frame;
    return shown == null
        ? Optional.empty()
        : RecordHits.at(shown, session.model(), texts.get(), x, y);
  }

  /** Selects the next broker in the order of the columns, or the one before. */
  public void selectBroker(int step) {
    Frame shown = frame;
    if (shown != null) {
      Neighbours.broker(shown, selection.get(), step).ifPresent(selection::set);
    }
  }

  /** Selects the next partition in the order of the rows, or the one before. */
  public void selectPartition(int step) {
    Frame shown = frame;
    if (shown != null) {
      Neighbours.partition(shown, selection.get(), step).ifPresent(selection::set);
      int row = shown.grid().partitions().indexOf(selection.get().partitionOrNull());
      if (row >= 0) {
        camera.reveal(row, shown.grid().view());
      }
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

  /** The broker in whose column a point lies, or null. */
  public @Nullable NodeId brokerAt(double x, double y) {
    Frame shown = frame;
    return shown == null ? null : shown.grid().brokerAt(x, y);
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
      notices.complain(texts.get().get(key));
      return;
    }
    Optional<Change> change = SettingsHistory.of(command, session.model());
    submit(command, () -> change.ifPresent(history::add));
  }

  private void submit(Command command, Runnable done) {
    session
        .submit(command)
        .whenCompleteAsync(
            (result, failure) -> {
              if (failure != null) {
                notices.complain(String.valueOf(failure.getMessage()));
              } else if (result instanceof CommandResult.Refused(String reason)) {
                notices.complain(new Narrator(texts.get()).reason(reason));
              } else {
                done.run();
              }
            },
            windowThread);
  }

  /** Takes the last change of a setting back. */
  public void undo() {
    history
        .takeLast()
        .ifPresent(
            change ->
                submit(change.back(), () -> tell(texts.get().get("undo.done", change.name()))));
  }

  /** Whether a setting was changed that can be taken back. */
  public boolean canUndo() {
    return !history.isEmpty();
  }

  /** Shows for a while that something was done. */
  public void tell(String sentence) {
    notices.tell(sentence);
  }

  /** Shows for a while that something went wrong. */
  public void complain(String sentence) {
    notices.complain(sentence);
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

  /** The boxes of the stage; null before the first pulse. */
  public @Nullable Frame frame() {
    return frame;
  }

  /** The messages of the last pulse. */
  public Movement.Moment moment() {
    return moment;
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

  /** Where things stand that a person may move. */
  public Arrangement arrangement() {
    return arrangement;
  }

  FilterViewModel filter() {
    return filter;
  }

  /** Whether nothing may glide or fly: what changes lights up instead. */
  public BooleanProperty calmProperty() {
    return calm;
  }

  /** What has ended the cluster, a mistake of ours; empty as long as it lives. */
  public ReadOnlyStringProperty stoppedBecauseProperty() {
    return stoppedBecause.getReadOnlyProperty();
  }

  /** What was done, or why the last command was refused; empty most of the time. */
  public ReadOnlyStringProperty noticeProperty() {
    return notices.sentenceProperty();
  }

  /** Whether the notice is about something that went wrong. */
  public ReadOnlyBooleanProperty complaintProperty() {
    return notices.complaintProperty();
  }
}
