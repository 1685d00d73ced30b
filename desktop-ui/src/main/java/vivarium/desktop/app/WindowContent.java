package vivarium.desktop.app;

import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StepNews;
import vivarium.desktop.settings.RecentFiles;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ExperimentLayer;
import vivarium.desktop.shell.FileDrop;
import vivarium.desktop.shell.ScaledShell;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.shell.StepTeller;
import vivarium.desktop.stage.Places;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.text.Wording;

/** All that a window shows of one cluster; with another cluster comes another content. */
final class WindowContent {

  /** What a cluster without a name is remembered by. */
  private static final String UNNAMED = "cluster";

  private final ShellViewModel viewModel;
  private final ShellView view;
  private final ScaledShell root;
  private final @Nullable StepTeller steps;
  private final Map<String, String> known;
  private final String name;
  private final Wording title;

  /** The content for a cluster, in the language and looks of a person. */
  WindowContent(Showing showing, UserSettings settings) {
    this.title = showing.title();
    FontMeasure measure = new FontMeasure();
    ClusterSession session = showing.session();
    viewModel =
        new ShellViewModel(
            session, measure, Texts.of(settings.language()), Platform::runLater, System::nanoTime);
    view =
        new ShellView(
            viewModel, measure, title, settings.appearance().orElseGet(Appearance::ofSystem));
    view.drawSteadily();
    viewModel
        .stage()
        .calmProperty()
        .set(settings.calm().orElseGet(() -> Platform.getPreferences().isReducedMotion()));
    view.lowerHeightProperty().set(settings.lowerHeight());
    known = settings.places();
    name = title.equals(Wording.NONE) ? UNNAMED : title.english();
    viewModel
        .stage()
        .arrangement()
        .placesProperty()
        .set(Places.parse(known.getOrDefault(name, "")));
    root = new ScaledShell(view, settings.scale());
    StepNews news = showing.steps();
    steps = news == null ? null : new StepTeller(viewModel, news);
  }

  void pulse() {
    view.pulse();
    root.experiments().pulse();
    if (steps != null) {
      steps.pulse();
    }
  }

  /** Language and looks as the person left them, in a window of this size; without any files. */
  UserSettings settings(double width, double height) {
    Places places = viewModel.stage().arrangement().placesProperty().get();
    return new UserSettings(
            viewModel.textsProperty().get().locale(),
            Optional.of(view.appearanceProperty().get()),
            Optional.of(viewModel.stage().calmProperty().get()),
            root.uiScaleProperty().get(),
            width,
            height,
            view.lowerHeightProperty().get(),
            known,
            RecentFiles.NONE)
        .withPlaces(name, places.equals(Places.USUAL) ? "" : places.text());
  }

  /** The title of its window, in the language shown. */
  ObservableValue<String> windowTitle() {
    return viewModel
        .textsProperty()
        .map(texts -> title.in(texts.locale()))
        .map(name -> name.isEmpty() ? "Vivarium" : "Vivarium · " + name);
  }

  Parent root() {
    return root;
  }

  FileDrop drop() {
    return root.drop();
  }

  ExperimentLayer experiments() {
    return root.experiments();
  }

  ShellView view() {
    return view;
  }

  ShellViewModel viewModel() {
    return viewModel;
  }
}
