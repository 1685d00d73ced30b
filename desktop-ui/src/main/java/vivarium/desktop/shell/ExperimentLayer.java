package vivarium.desktop.shell;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.experiment.Captions;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentChooser;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.ExperimentView;
import vivarium.desktop.experiment.ExperimentViewModel;
import vivarium.desktop.experiment.Fork;
import vivarium.desktop.experiment.ForkForm;
import vivarium.desktop.experiment.Laboratory;
import vivarium.desktop.experiment.PlayingBox;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.TextMeasure;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/**
 * Experiments over the window's usual content, which goes on behind them: the list, the form of a
 * fork, and the view with both stages, which covers everything until it is left.
 */
public final class ExperimentLayer extends StackPane {

  private final ShellView view;
  private final ShellViewModel model;
  private final TextMeasure measure;
  private @Nullable Laboratory laboratory;
  private @Nullable ExperimentView shown;
  private AtomicBoolean givenUp = new AtomicBoolean();
  private double scale = 1;

  ExperimentLayer(ShellView view, ShellViewModel model, TextMeasure measure) {
    this.view = view;
    this.model = model;
    this.measure = measure;
    setId("experiment-layer");
    setPickOnBounds(false);
    WindowActions actions = view.actions();
    actions.on(WindowAction.COMPARE, this::choose);
    actions.on(WindowAction.FORK, this::fork);
  }

  /** Says who plays experiments; before that there are none. */
  public void offer(Laboratory who) {
    laboratory = who;
    view.actions().canCompareProperty().set(true);
  }

  private void choose() {
    Laboratory who = laboratory;
    if (who != null) {
      over(
          new ExperimentChooser(
              who.shipped(),
              model.textsProperty(),
              experiment -> play(() -> experiment),
              this::close));
    }
  }

  /** Asks what is to be changed at the moment looked at. */
  private void fork() {
    Laboratory who = laboratory;
    if (who == null) {
      return;
    }
    ClusterModel moment = model.session().model().copy();
    long atNanos = model.session().nowNanos();
    boolean outsiders =
        moment.clients().keySet().stream().anyMatch(id -> id.kind() == NodeId.Kind.EXTERNAL);
    Texts texts = model.textsProperty().get();
    over(
        new ForkForm(
            moment,
            atNanos,
            outsiders ? texts.get("fork.outsiders") : "",
            texts,
            (Fork.Change change) -> play(() -> who.fork(atNanos, change)),
            this::close));
  }

  private void play(Supplier<Experiment> experiment) {
    Laboratory who = laboratory;
    if (who == null) {
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    PlayingBox box = new PlayingBox(model.textsProperty().get(), model.windowThread(), this::close);
    over(box);
    givenUp = stop;
    who.play(
            experiment,
            share -> {
              if (stop.get()) {
                throw new CancellationException("given up");
              }
              box.show(share);
            })
        .whenCompleteAsync(
            (result, failure) -> {
              if (stop.get()) {
                return;
              }
              close();
              if (failure != null) {
                model.complain(unused -> sentence(failure));
              } else {
                show(result);
              }
            },
            model.windowThread());
  }

  private static String sentence(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  /** Shows both runs in place of everything else. */
  public ExperimentViewModel show(ExperimentResult result) {
    Map<ClusterSession, HealthCensus> censuses = new IdentityHashMap<>();
    Captions captions =
        (session, texts) ->
            new CaptionChooser(
                    session,
                    censuses.computeIfAbsent(session, unused -> new HealthCensus()),
                    texts,
                    CaptionChooser.Reader.WATCHES)
                .choose();
    ExperimentViewModel viewModel =
        new ExperimentViewModel(result, measure, captions, System::nanoTime);
    viewModel.calmProperty().bind(model.stage().calmProperty());
    ExperimentView experiment =
        new ExperimentView(
            viewModel,
            measure,
            model.textsProperty(),
            view.appearanceProperty(),
            view::run,
            this::close);
    experiment.setScale(scale);
    close();
    view.setVisible(false);
    getChildren().setAll(experiment);
    shown = experiment;
    experiment.requestFocus();
    return viewModel;
  }

  private void over(Node box) {
    close();
    StackPane.setAlignment(box, Pos.TOP_CENTER);
    StackPane.setMargin(box, new Insets(64, 16, 10, 16));
    getChildren().setAll(box);
    box.requestFocus();
  }

  /** Back to what is shown usually; what is being played is given up. */
  private void close() {
    givenUp.set(true);
    shown = null;
    getChildren().clear();
    view.setVisible(true);
    view.requestStageFocus();
  }

  /** Draws so that it is sharp where a pixel of the layout is several. */
  void setScale(double newScale) {
    scale = newScale;
    ExperimentView experiment = shown;
    if (experiment != null) {
      experiment.setScale(newScale);
    }
  }

  /** Shows the present moment of what is compared. Call it once a frame. */
  public void pulse() {
    ExperimentView experiment = shown;
    if (experiment != null) {
      experiment.pulse();
    }
  }

  /** What is compared now, if anything is. */
  public @Nullable ExperimentViewModel experiment() {
    ExperimentView experiment = shown;
    return experiment == null ? null : experiment.model();
  }
}
