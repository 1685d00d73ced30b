package vivarium.desktop.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.OpenedFile;
import vivarium.desktop.headless.Origin;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.session.StepNews;
import vivarium.desktop.settings.RecentFiles;
import vivarium.desktop.shell.ScenarioShelf;
import vivarium.desktop.shell.SessionSummary;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.StepQueue;

/**
 * Opens scenarios and recordings in a window, records what it shows, and knows the files that came
 * last. What is shown goes on until the file was read and taken in; whoever opens something else
 * meanwhile gives the file up.
 */
final class WindowFiles implements ScenarioShelf {

  private static final Logger LOG = LoggerFactory.getLogger(WindowFiles.class);

  private final Supplier<ShellViewModel> model;
  private final Consumer<Showing> show;
  private final BiFunction<ClusterConfig, StepQueue, LiveCluster> start;
  private final @Nullable Autosave autosave;
  private final Runnable changed;
  private final SessionSummaries summaries = new SessionSummaries();
  private RecentFiles recent;
  private Showing showing;
  private boolean ownsCluster;

  /** Whether what was shown ends and something else begins: then nothing can be opened. */
  private boolean opening;

  /** The file that is being read, if one is: whether it is not wanted any more. */
  private AtomicBoolean reading = new AtomicBoolean();

  /**
   * The files of a window.
   *
   * @param first what is shown first; its cluster is its caller's
   * @param model the view model of what is shown now
   * @param show shows something else; called by the window's thread
   * @param start starts a cluster that carries out steps
   * @param autosave records what is shown; null if it is not recorded
   * @param changed is called when other files came last
   */
  WindowFiles(
      Showing first,
      RecentFiles recent,
      Supplier<ShellViewModel> model,
      Consumer<Showing> show,
      BiFunction<ClusterConfig, StepQueue, LiveCluster> start,
      @Nullable Autosave autosave,
      Runnable changed) {
    this.showing = first;
    this.recent = recent;
    this.model = model;
    this.show = show;
    this.start = start;
    this.autosave = autosave;
    this.changed = changed;
    record(first);
  }

  private void record(Showing now) {
    ClusterConfig config = now.config();
    if (autosave != null && config != null) {
      autosave.record(now.cluster(), config, now.title(), now.about());
    }
  }

  /** Whether the program that recorded here before ended without warning. */
  boolean hasCrashedBefore() {
    return autosave != null && autosave.hasCrashed();
  }

  /** The files that came last. */
  RecentFiles recentFiles() {
    return recent;
  }

  /** Saves what is shown now. */
  SessionFiles keeper() {
    Recorder recorder = autosave == null || showing.config() == null ? null : autosave.recorder();
    return new SessionFiles(showing, recorder, this::remember);
  }

  private void remember(Path file) {
    recent = recent.with(file);
    changed.run();
  }

  @Override
  public List<Scenario> scenarios() {
    return Scenarios.bundled();
  }

  @Override
  public List<Recent> recent() {
    List<Recent> all = new ArrayList<>();
    int before = 0;
    for (Path file : autosave == null ? List.<Path>of() : autosave.earlier()) {
      all.add(new Recent(file, ++before, false));
    }
    for (Path file : recent.files()) {
      all.add(new Recent(file, 0, !Files.isRegularFile(file)));
    }
    return all;
  }

  @Override
  public CompletableFuture<SessionSummary> summary(Recent session) {
    return summaries.of(session.file()).thenApplyAsync(summary -> summary, Platform::runLater);
  }

  @Override
  public boolean maybe(Path file) {
    return OpenedFile.maybe(file);
  }

  @Override
  public void open(Scenario scenario) {
    if (opening) {
      complain(busy());
      return;
    }
    reading.set(true);
    opening = true;
    begin(scenario);
  }

  @Override
  public CompletableFuture<Void> open(Path file, IntConsumer progress) {
    if (opening) {
      return CompletableFuture.failedFuture(busy());
    }
    reading.set(true);
    AtomicBoolean givenUp = new AtomicBoolean();
    reading = givenUp;
    Reading told = new Reading(file, givenUp, progress);
    told.tell(0);
    return CompletableFuture.supplyAsync(() -> toOpen(file, told))
        .handleAsync(
            (found, failure) -> {
              if (givenUp.get()) {
                throw notWanted(file);
              }
              if (failure != null) {
                throw new CompletionException(unreadable(file, failure));
              }
              opening = true;
              boolean isOwn = autosave != null && autosave.earlier().contains(file);
              if (!isOwn) {
                remember(file);
              }
              switch (found) {
                case ToOpen.Played(var scenario) -> begin(scenario);
                case ToOpen.Shown(var recorded) -> showInstead(recorded);
              }
              return null;
            },
            Platform::runLater);
  }

  /** What a file turned out to be, ready to be opened. */
  private sealed interface ToOpen {
    record Played(Scenario scenario) implements ToOpen {}

    record Shown(Showing recorded) implements ToOpen {}
  }

  /** A recording is taken in here: what is long takes seconds, for which no window may wait. */
  private static ToOpen toOpen(Path file, Reading progress) {
    return switch (OpenedFile.read(file, share -> progress.tell(share * Reading.SHARE))) {
      case OpenedFile.OfScenario(var scenario) -> new ToOpen.Played(scenario);
      case OpenedFile.OfRecording(var recording) ->
          new ToOpen.Shown(
              Showing.recorded(
                  recording,
                  file,
                  share -> progress.tell(Reading.SHARE + share * (1 - Reading.SHARE))));
    };
  }

  private static CancellationException notWanted(Path file) {
    return new CancellationException(file + " is not wanted any more");
  }

  /** Tells how far a file is read, unless the file is given up. */
  private static final class Reading {

    /** Reading takes about so much of the whole, and taking in what was read the rest. */
    static final double SHARE = 0.6;

    private final Path file;
    private final AtomicBoolean givenUp;
    private final IntConsumer progress;
    private int toldPercent = -1;

    Reading(Path file, AtomicBoolean givenUp, IntConsumer progress) {
      this.file = file;
      this.givenUp = givenUp;
      this.progress = progress;
    }

    /**
     * Tells what share is done, 0 to 1.
     *
     * @throws CancellationException if the file is not wanted any more
     */
    void tell(double share) {
      if (givenUp.get()) {
        throw notWanted(file);
      }
      int percent = (int) (share * 100);
      if (percent != toldPercent) {
        toldPercent = percent;
        Platform.runLater(() -> show(percent));
      }
    }

    private void show(int percent) {
      if (!givenUp.get()) {
        progress.accept(percent);
      }
    }
  }

  private static IllegalArgumentException busy() {
    return new IllegalArgumentException("another file is being opened; wait until it is there");
  }

  private static IllegalArgumentException unreadable(Path file, Throwable failure) {
    Throwable cause = cause(failure);
    return switch (cause) {
      case BadValueException wrong ->
          new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
      case OutOfMemoryError much ->
          new IllegalArgumentException(
              file + " needs more memory than this program may have", much);
      default -> {
        LOG.warn("{} cannot be read", file, cause);
        yield new IllegalArgumentException("%s cannot be read: %s".formatted(file, cause), cause);
      }
    };
  }

  /** What went wrong, without the wrapping that handing it on may have added. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /** Ports are the same as before, so the old cluster ends first; neither may hold up a pulse. */
  private void begin(Scenario scenario) {
    model.get().tell(texts -> texts.get("scenario.opening", scenario.name().in(texts.locale())));
    LiveCluster before = showing.cluster();
    StepNews steps = new StepNews();
    CompletableFuture.supplyAsync(
            () -> {
              end(before);
              return start.apply(
                  scenario.cluster(),
                  new StepQueue(scenario.steps(), steps).until(scenario.untilNanos()));
            })
        .whenCompleteAsync(
            (started, failure) -> {
              opening = false;
              if (failure != null) {
                LOG.warn("{} cannot be opened", scenario.name().english(), failure);
                showing(showing.ended());
                model
                    .get()
                    .complain(
                        Sentence.of(
                            "scenario.failed", String.valueOf(cause(failure).getMessage())));
              } else {
                showing(Showing.played(started, scenario, steps));
              }
            },
            Platform::runLater);
  }

  private void showInstead(Showing recorded) {
    LiveCluster before = showing.cluster();
    CompletableFuture.runAsync(() -> end(before))
        .whenCompleteAsync(
            (nothing, failure) -> {
              opening = false;
              showing(recorded);
            },
            Platform::runLater);
  }

  /** What was recorded of it is whole before it ends. */
  private void end(LiveCluster before) {
    if (autosave != null) {
      autosave.pause();
    }
    before.close();
  }

  private void showing(Showing now) {
    showing = now;
    ownsCluster = true;
    record(now);
    show.accept(now);
  }

  private void complain(IllegalArgumentException why) {
    model.get().complain(texts -> FileReasons.of(String.valueOf(why.getMessage()), texts));
  }

  /** Ends what was begun here. */
  void close() {
    reading.set(true);
    if (autosave != null) {
      autosave.close();
    }
    if (ownsCluster) {
      showing.cluster().close();
    }
  }

  /** What is shown now. */
  Showing showing() {
    return showing;
  }

  /** It became known how what is shown began. */
  void beganAs(Origin origin) {
    showing = showing.from(origin);
  }
}
