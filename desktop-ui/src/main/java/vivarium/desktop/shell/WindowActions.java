package vivarium.desktop.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.Offer;
import vivarium.desktop.commands.Offers;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.session.Stride;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;

/** What each {@link WindowAction} does in this window, and whether it can be done now. */
final class WindowActions implements Offers.Window {

  private final ShellViewModel model;
  private final Map<WindowAction, Runnable> runs = new EnumMap<>(WindowAction.class);
  private final Map<WindowAction, Supplier<String>> reasons = new EnumMap<>(WindowAction.class);
  private @Nullable OpenOffers openable;
  private Consumer<String> openForm = unused -> {};
  private final BooleanProperty canOpen = new SimpleBooleanProperty();
  private final BooleanProperty canCompare = new SimpleBooleanProperty();

  WindowActions(ShellViewModel model) {
    this.model = model;
    on(WindowAction.PAUSE, model.toolbar()::togglePause);
    PlaybackViewModel playback = model.playback();
    on(WindowAction.STEP, () -> playback.step(Stride.CHANGE));
    on(WindowAction.STEP_BACK, () -> playback.stepBack(Stride.CHANGE));
    on(WindowAction.STEP_EVENT, () -> playback.step(Stride.EVENT));
    on(WindowAction.STEP_EVENT_BACK, () -> playback.stepBack(Stride.EVENT));
    on(WindowAction.HOP, () -> playback.step(Stride.HOP));
    on(WindowAction.HOP_BACK, () -> playback.stepBack(Stride.HOP));
    on(WindowAction.LIVE, playback::goLive);
    on(WindowAction.EARLIEST, playback::seekStart);
    on(WindowAction.SLOWER, model.toolbar()::slower);
    on(WindowAction.FASTER, model.toolbar()::faster);
    on(WindowAction.PREVIOUS_BROKER, () -> model.stage().selectBroker(-1));
    on(WindowAction.NEXT_BROKER, () -> model.stage().selectBroker(1));
    on(WindowAction.PREVIOUS_PARTITION, () -> model.stage().selectPartition(-1));
    on(WindowAction.NEXT_PARTITION, () -> model.stage().selectPartition(1));
    on(WindowAction.KILL, () -> model.actOnSelection("kill"));
    on(
        WindowAction.RESTART,
        () -> {
          model.actOnSelection("restart");
          model.actOnSelection("resume");
        });
    on(WindowAction.FREEZE, () -> model.actOnSelection("freeze"));
    on(WindowAction.KILL_LEADER, () -> model.offers(this).killLeader(model::send));
    on(WindowAction.KILL_CONTROLLER, () -> model.offers(this).killController(model::send));
    on(WindowAction.FOCUS, model.stage()::focusOnSelection);
    on(WindowAction.UNDO, model::undo);
    on(WindowAction.PLACE_BEFORE, () -> model.stage().arrangement().move(selected(), -1));
    on(WindowAction.PLACE_AFTER, () -> model.stage().arrangement().move(selected(), 1));
    on(WindowAction.PLACES_USUAL, model.stage().arrangement()::reset);
    on(WindowAction.FIT, model.stage()::fit);
    on(WindowAction.LANGUAGE, model::switchLanguage);
    on(
        WindowAction.CALM,
        () -> model.stage().calmProperty().set(!model.stage().calmProperty().get()));
    on(
        WindowAction.INTERNAL_TOPICS,
        () -> {
          var shows = model.toolbar().showInternalTopicsProperty();
          shows.set(!shows.get());
        });
  }

  /** Whether another scenario can be opened in this window. */
  BooleanProperty canOpenProperty() {
    return canOpen;
  }

  /** Whether experiments can be played beside this window. */
  BooleanProperty canCompareProperty() {
    return canCompare;
  }

  /** Says when an action cannot be done: why is empty as long as it can. */
  void unless(WindowAction action, Supplier<String> why) {
    reasons.put(action, why);
  }

  /** Says where scenarios and recordings can be opened from. */
  void offer(ScenarioShelf shelf) {
    openable = new OpenOffers(model, shelf);
    canOpen.set(true);
  }

  @Override
  public List<Offer> more() {
    OpenOffers offers = openable;
    return offers == null ? List.of() : offers.recent();
  }

  @Override
  public String whyNoChange() {
    if (model.session().isRecording()) {
      return text("recording.nothing");
    }
    return model.session().isLive() ? "" : text("playback.cannotChange");
  }

  /** Says what an action does. */
  void on(WindowAction action, Runnable run) {
    runs.put(action, run);
  }

  @Override
  public void run(WindowAction action) {
    if (!refusal(action).isEmpty()) {
      model.complain(unused -> refusal(action));
      return;
    }
    Runnable run = runs.get(action);
    if (run == null) {
      throw new IllegalStateException(action + " does nothing in this window");
    }
    run.run();
  }

  /** Whoever asks for what cannot be done is told why; who is in the present stays there. */
  private String refusal(WindowAction action) {
    boolean already = action == WindowAction.LIVE && !model.session().isRecording();
    return already ? "" : whyNot(action);
  }

  @Override
  public String whyNot(WindowAction action) {
    Supplier<String> known = reasons.get(action);
    if (known != null) {
      return known.get();
    }
    boolean stopped = model.toolbar().stoppedProperty().get();
    boolean ended = model.session().isRecording() && model.playback().liveProperty().get();
    return switch (action) {
      case PAUSE, SLOWER, FASTER ->
          stopped && model.playback().liveProperty().get() ? text("why.stopped") : "";
      case STEP, STEP_EVENT, HOP, UNTIL ->
          ended
              ? text("why.recordingEnds")
              : stopped && model.playback().liveProperty().get() ? text("why.stopped") : "";
      case LIVE ->
          ended
              ? text("why.recordingEnds")
              : model.playback().liveProperty().get() ? text("why.liveAlready") : "";
      case PLACE_BEFORE, PLACE_AFTER ->
          model.stage().arrangement().canMove(selected()) ? "" : text("why.selectMovable");
      case OPEN -> canOpen.get() ? "" : text("why.cannotOpen");
      case COMPARE, FORK -> canCompare.get() ? "" : text("why.cannotCompare");
      case UNDO ->
          model.canUndo() || !whyNoChange().isEmpty() ? whyNoChange() : text("why.nothingChanged");
      case COPY_BOOTSTRAP ->
          model.toolbar().bootstrapProperty().get().isEmpty() ? text("why.noListeners") : "";
      default -> model.offers(this).whyNot(action);
    };
  }

  private Selection selected() {
    return model.selectionProperty().get();
  }

  private String text(String key) {
    return model.textsProperty().get().get(key);
  }

  /** Says how a form in the inspector is opened. */
  void onForm(Consumer<String> open) {
    openForm = open;
  }

  @Override
  public void openForm(String key) {
    openForm.accept(key);
  }

  @Override
  public void send(Command command) {
    model.send(command);
  }

  @Override
  public void select(Selection selection) {
    model.select(selection);
  }
}
