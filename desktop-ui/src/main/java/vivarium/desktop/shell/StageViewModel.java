package vivarium.desktop.shell;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.shell.CaptionChooser.Reader;
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
import vivarium.engine.event.NodeId;

/**
 * The stage without its pixels: which part of the cluster is looked at and how closely, the frame
 * of the present moment, and what lies where in it.
 */
public final class StageViewModel {

  /** With less, in pixels, five partitions would have no room for bars and their numbers. */
  static final double COMFORTABLE_HEIGHT = 330;

  private static final double MIN_HEIGHT = 260;

  /** The boxes follow the model at most this often; messages move at every pulse. */
  private static final long LAYOUT_INTERVAL_NANOS = 50_000_000;

  private static final long WORDS_WHILE_GLIDING_NANOS = 250_000_000;

  private final ClusterSession session;
  private final StageLayout layout;
  private final ToolbarViewModel toolbar;
  private final ObservableValue<Texts> texts;
  private final ObjectProperty<Selection> selection;
  private final Movement movement = new Movement();
  private final HealthCensus census = new HealthCensus();
  private final Camera camera = new Camera();
  private final Arrangement arrangement = new Arrangement(this::frame);
  private final FilterViewModel filter;
  private final BooleanProperty calm = new SimpleBooleanProperty();
  private Selection focus = Selection.CLUSTER;
  private Selection pointed = Selection.CLUSTER;
  private double width = 1200;
  private double height = 700;
  private @Nullable Frame frame;
  private Movement.Moment moment = Movement.Moment.NOTHING;
  private @Nullable Caption caption;
  private boolean filmed;
  private boolean dirty = true;
  private long pulsedWall;
  private long wordsWall;
  private long laidOutSeq = -1;
  private long laidOutAtNanos = -1;
  private long laidOutWall;

  StageViewModel(
      ClusterSession session,
      TextMeasure measure,
      ToolbarViewModel toolbar,
      ObservableValue<Texts> texts,
      ObjectProperty<Selection> selection) {
    this.session = session;
    this.layout = new StageLayout(measure);
    this.toolbar = toolbar;
    this.texts = texts;
    this.selection = selection;
    this.filter = new FilterViewModel(session);
    arrangement.placesProperty().subscribe((before, now) -> askLayout());
    toolbar.showInternalTopicsProperty().subscribe((before, now) -> askLayout());
  }

  /** What a pulse did to the boxes. */
  enum Layout {
    NONE,
    /** They follow the model. */
    FOLLOWED,
    /** Somebody waits to see a change. */
    ASKED
  }

  /** Has the boxes laid out at the next pulse, however soon it comes. */
  void askLayout() {
    dirty = true;
  }

  /** Marks what is pointed at elsewhere in the window; the cluster for nothing. */
  void point(Selection thing) {
    pointed = thing;
    askLayout();
  }

  /**
   * Brings boxes and messages up to the moment that the session is at.
   *
   * @param wall the wall clock, as {@link System#nanoTime}
   */
  Layout pulse(long wall) {
    Frame seen = frame;
    if (seen != null && camera.isMoving()) {
      camera.advance(wall - pulsedWall, seen.grid().view(), calm.get());
      dirty = true;
    }
    pulsedWall = wall;
    boolean stale = session.model().seq() != laidOutSeq || session.nowNanos() != laidOutAtNanos;
    Layout done = Layout.NONE;
    if (dirty || (stale && wall - laidOutWall >= LAYOUT_INTERVAL_NANOS)) {
      done = layOut(wall);
    }
    Frame shown = frame;
    if (shown != null) {
      moment = movement.at(shown, session.model(), session.nowNanos(), calm.get(), selection.get());
    }
    return done;
  }

  private Layout layOut(long wall) {
    // While the grid glides, words that look at every partition may be a moment old.
    boolean anew = !camera.isMoving() || wall - wordsWall >= WORDS_WHILE_GLIDING_NANOS;
    if (anew && filter.judgeAgain(texts.getValue())) {
      fit();
    }
    if (anew) {
      Reader reader = filmed ? Reader.WATCHES : Reader.of(session);
      caption = new CaptionChooser(session, census, texts.getValue(), reader).choose();
      wordsWall = wall;
    }
    StageOptions options =
        new StageOptions(
            selection.get(),
            pointed,
            toolbar.showInternalTopicsProperty().get(),
            camera.viewport(),
            filter.inForce(),
            focus,
            arrangement.placesProperty().get(),
            caption);
    Frame laidOut =
        layout.layout(
            session.model(), session.nowNanos(), width, height, options, texts.getValue());
    frame = laidOut;
    if (anew) {
      filter.count(
          laidOut.grid().partitions().size(),
          toolbar.showInternalTopicsProperty().get(),
          texts.getValue());
    }
    Layout done = anew && dirty ? Layout.ASKED : Layout.FOLLOWED;
    dirty = false;
    laidOutSeq = session.model().seq();
    laidOutAtNanos = session.nowNanos();
    laidOutWall = wall;
    return done;
  }

  /** From now on the caption is for those who see a film, and can try and ask nothing. */
  public void film() {
    filmed = true;
    askLayout();
  }

  /** The boxes; null before the first pulse. */
  public @Nullable Frame frame() {
    return frame;
  }

  /** The messages of the last pulse. */
  public Movement.Moment moment() {
    return moment;
  }

  /** Sets the stage's size in pixels. */
  public void resize(double newWidth, double newHeight) {
    width = Math.max(400, newWidth);
    height = Math.max(MIN_HEIGHT, newHeight);
    dirty = true;
  }

  /** Looks closer, or from further away, at what is at a point. */
  public void zoom(double factor, double x, double y) {
    Frame shown = frame;
    if (shown != null) {
      camera.zoom(factor, x, y, shown.grid().view());
    }
  }

  /** As {@link #zoom(double, double, double)}, at the middle of what is in sight. */
  public void zoom(double factor) {
    Frame shown = frame;
    if (shown != null) {
      Rect body = shown.grid().view().body();
      zoom(factor, body.centerX(), body.centerY());
    }
  }

  /** Shows all brokers and partitions. */
  public void fit() {
    Frame shown = frame;
    if (shown != null) {
      camera.fit(shown.grid().view());
    }
  }

  /** Moves the grid by so many pixels. */
  public void drag(double dx, double dy) {
    Frame shown = frame;
    if (shown != null) {
      camera.drag(dx, dy, shown.grid().view());
      dirty = true;
    }
  }

  /** Moves what is in sight by so many times its own size. */
  public void pan(double across, double down) {
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
    if (filter.change(text, texts.getValue())) {
      fit();
    }
    dirty = true;
  }

  FilterViewModel filter() {
    return filter;
  }

  /** Fades all that has nothing to do with what is selected, or shows everything again. */
  public void focusOnSelection() {
    Selection wanted = selection.get();
    boolean possible = Focus.of(wanted, session.model()) != null && !wanted.equals(focus);
    focusOn(possible ? wanted : Selection.CLUSTER);
  }

  /** What alone is not faded, if it is still there; the cluster for everything. */
  Selection focus() {
    return focus;
  }

  /** Shows everything again. */
  public void focusOnEverything() {
    focusOn(Selection.CLUSTER);
  }

  private void focusOn(Selection wanted) {
    focus = wanted;
    dirty = true;
  }

  /** What lies at a point; messages lie on top while time stands still. */
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

  /** The thing at a point, down to a single record. */
  public Optional<Target> targetAt(double x, double y) {
    Frame shown = frame;
    return shown == null
        ? Optional.empty()
        : RecordHits.at(shown, session.model(), texts.getValue(), x, y);
  }

  /** The broker in whose column a point lies, or null. */
  public @Nullable NodeId brokerAt(double x, double y) {
    Frame shown = frame;
    return shown == null ? null : shown.grid().brokerAt(x, y);
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

  /** Where things stand that a person may move. */
  public Arrangement arrangement() {
    return arrangement;
  }

  /** Whether nothing may glide or fly: what changes lights up instead. */
  public BooleanProperty calmProperty() {
    return calm;
  }
}
