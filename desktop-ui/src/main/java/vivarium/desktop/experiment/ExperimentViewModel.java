package vivarium.desktop.experiment;

import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.TextMeasure;

/**
 * Both runs on one clock. {@link #pulse} is called once a frame, by the window's thread, as
 * everything here.
 */
public final class ExperimentViewModel {

  /** How long before the first difference one begins to look. */
  private static final long LEAD_NANOS = 3_000_000_000L;

  private static final double[] SPEEDS = {0.25, 0.5, 1, 2, 4, 8};
  private static final int USUAL_SPEED = 2;

  /** The boxes of the stages follow the clock at most this often; messages at every pulse. */
  private static final long LAYOUT_INTERVAL_NANOS = 50_000_000;

  private final ExperimentResult result;
  private final LongSupplier wallNanos;
  private final StageSide a;
  private final StageSide b;
  private final TreeSet<Long> steps = new TreeSet<>();
  private final List<StateEntry> toldOfA;
  private final List<StateEntry> toldOfB;
  private final ReadOnlyLongWrapper now = new ReadOnlyLongWrapper();
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private final BooleanProperty calm = new SimpleBooleanProperty();
  private int speed = USUAL_SPEED;
  private long pulsedWall;
  private long laidOutWall;
  private boolean dirty = true;

  /**
   * Both runs, a little before their first difference.
   *
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public ExperimentViewModel(
      ExperimentResult result, TextMeasure measure, Captions captions, LongSupplier wallNanos) {
    this.result = result;
    this.wallNanos = wallNanos;
    this.a = new StageSide(result.a().session(), measure, captions);
    this.b = new StageSide(result.b().session(), measure, captions);
    toldOfA = told(a.session());
    toldOfB = told(b.session());
    pulsedWall = wallNanos.getAsLong();
    Difference first = result.first();
    seek(first == null ? 0 : first.atNanos() - LEAD_NANOS);
  }

  private List<StateEntry> told(ClusterSession session) {
    session.goLive();
    List<StateEntry> told = List.copyOf(session.entries());
    told.stream()
        .filter(StateEntry::beginsLine)
        .forEach(entry -> steps.add(entry.stamped().atNanos()));
    return told;
  }

  /** What is told of a run from its beginning to its end, whatever moment is looked at. */
  List<StateEntry> told(ExperimentResult.Run run) {
    return run == result.a() ? toldOfA : toldOfB;
  }

  /**
   * Goes on with the clock, if it runs, and lays both stages out in this size and language.
   *
   * @param captioned whether their captions are in them
   */
  void pulse(double width, double height, boolean captioned, Texts texts) {
    long wall = wallNanos.getAsLong();
    if (playing.get()) {
      seek(now.get() + (long) ((wall - pulsedWall) * SPEEDS[speed]), false);
      playing.set(now.get() < endNanos());
    }
    pulsedWall = wall;
    if (dirty || (playing.get() && wall - laidOutWall >= LAYOUT_INTERVAL_NANOS)) {
      a.layOut(width, height, captioned, texts);
      b.layOut(width, height, captioned, texts);
      laidOutWall = wall;
      dirty = false;
    }
    a.move(calm.get());
    b.move(calm.get());
  }

  /** Has both stages laid out anew at the next pulse. */
  void refresh() {
    dirty = true;
  }

  /** Looks at another moment on both sides. */
  public void seek(long nanos) {
    seek(nanos, true);
  }

  private void seek(long nanos, boolean atOnce) {
    long to = Math.clamp(nanos, 0, endNanos());
    now.set(to);
    a.session().seek(to);
    b.session().seek(to);
    dirty |= atOnce;
  }

  /** Lets the clock go on, from the beginning if it is at the end, or stops it. */
  public void togglePlay() {
    if (!playing.get() && now.get() >= endNanos()) {
      seek(0);
    }
    playing.set(!playing.get());
    dirty = true;
  }

  /** On to the next moment at which something is told on either side. */
  public void step() {
    playing.set(false);
    Long next = steps.higher(now.get());
    seek(next == null ? endNanos() : next);
  }

  /** Back to the moment before at which something is told on either side. */
  public void stepBack() {
    playing.set(false);
    Long before = steps.lower(now.get());
    seek(before == null ? 0 : before);
  }

  /** Looks at the first difference and stops there. */
  public void showDifference() {
    Difference first = result.first();
    if (first != null) {
      playing.set(false);
      seek(first.atNanos());
    }
  }

  public void faster() {
    speed = Math.min(SPEEDS.length - 1, speed + 1);
  }

  public void slower() {
    speed = Math.max(0, speed - 1);
  }

  /** Virtual seconds per second of wall clock. */
  public double speed() {
    return SPEEDS[speed];
  }

  /** The moment looked at on both sides, in virtual nanoseconds. */
  public ReadOnlyLongProperty nowProperty() {
    return now.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty playingProperty() {
    return playing.getReadOnlyProperty();
  }

  /** Whether nothing may glide or fly. */
  public BooleanProperty calmProperty() {
    return calm;
  }

  /** The virtual time at which both runs end. */
  public long endNanos() {
    return result.experiment().untilNanos();
  }

  public ExperimentResult result() {
    return result;
  }

  /** The stages' frames as they were laid out last; none before the first pulse. */
  public List<Frame> frames() {
    @Nullable Frame left = a.frame();
    @Nullable Frame right = b.frame();
    return left == null || right == null ? List.of() : List.of(left, right);
  }

  StageSide a() {
    return a;
  }

  StageSide b() {
    return b;
  }
}
