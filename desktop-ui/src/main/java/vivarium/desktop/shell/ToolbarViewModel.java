package vivarium.desktop.shell;

import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.film.FilmProgress;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.ClusterSession;

/** Time under control: pause, speed, step; the clock; where clients connect. */
public final class ToolbarViewModel {

  private final ClusterSession session;
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper clock = new ReadOnlyStringWrapper(Units.clock(0));
  private final ReadOnlyStringWrapper speedWord = new ReadOnlyStringWrapper("1×");
  private final LongSupplier wallNanos;
  private final Pace pace = new Pace();
  private final ReadOnlyStringWrapper realSpeed = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper bootstrap = new ReadOnlyStringWrapper("");
  private final DoubleProperty speedPosition = new SimpleDoubleProperty();
  private final BooleanProperty showInternalTopics = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable FilmProgress> film = new SimpleObjectProperty<>();

  /**
   * The time of a session.
   *
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  ToolbarViewModel(ClusterSession session, LongSupplier wallNanos) {
    this.session = session;
    this.wallNanos = wallNanos;
    speedPosition.set(Speed.position(session.speed()));
    speedWord.set(Speed.word(session.speed()));
    speedPosition.subscribe(
        (before, position) -> {
          double factor = Speed.at(position.doubleValue());
          session.setSpeed(factor);
          speedWord.set(Speed.word(factor));
        });
    update();
  }

  /** Shows the session's present time. */
  void update() {
    paused.set(session.isPaused());
    clock.set(Units.clock(session.nowNanos()));
    bootstrap.set(String.join(",", session.bootstrap()));
    boolean runs =
        session.readSeq() > 0 && session.isLive() && !session.isPaused() && !session.isRecording();
    double asked = runs && session.speed() < Speed.FASTEST ? session.speed() : 0;
    double real = pace.at(wallNanos.getAsLong(), session.presentNanos(), asked);
    realSpeed.set(real == Pace.KEEPS_UP ? "" : Speed.real(real));
  }

  /** How fast time really goes where the machine is behind what is asked; empty as a rule. */
  ReadOnlyStringProperty realSpeedProperty() {
    return realSpeed.getReadOnlyProperty();
  }

  /** Time stands still for good. */
  void stop() {
    stopped.set(true);
  }

  /** Whether the cluster has ended by itself. */
  public ReadOnlyBooleanProperty stoppedProperty() {
    return stopped.getReadOnlyProperty();
  }

  public void togglePause() {
    if (stopped.get() && session.isLive()) {
      return;
    }
    if (session.isRecording() && session.isLive()) {
      session.seek(session.rememberedFromNanos()); // At its end, a recording plays from its start.
    }
    if (session.isPaused()) {
      session.resume();
    } else {
      session.pause();
    }
    update();
  }

  /** Whether it is a recording that is shown. */
  boolean isRecording() {
    return session.isRecording();
  }

  public void faster() {
    speedPosition.set(Math.min(Speed.MAX_POSITION, speedPosition.get() + Speed.STEP));
  }

  public void slower() {
    speedPosition.set(Math.max(Speed.MIN_POSITION, speedPosition.get() - Speed.STEP));
  }

  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty clockProperty() {
    return clock.getReadOnlyProperty();
  }

  /** The speed as a factor, in words. */
  public ReadOnlyStringProperty speedWordProperty() {
    return speedWord.getReadOnlyProperty();
  }

  /** The slider's position: the logarithm of the speed to base 2. */
  public DoubleProperty speedPositionProperty() {
    return speedPosition;
  }

  /**
   * Where real clients connect, as one {@code bootstrap.servers} value; empty without listeners.
   */
  public ReadOnlyStringProperty bootstrapProperty() {
    return bootstrap.getReadOnlyProperty();
  }

  /** How far the film is that is being made; null if none is. */
  ObjectProperty<@Nullable FilmProgress> filmProperty() {
    return film;
  }

  public BooleanProperty showInternalTopicsProperty() {
    return showInternalTopics;
  }
}
