package vivarium.desktop.headless;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.export.Still;
import vivarium.desktop.stage.Selection;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario;

/**
 * A moment that shows what the window looks like then.
 *
 * @param name of the picture, in a file's name
 * @param scenario what leads to it; it ends at the moment
 * @param selected what the inspector shows
 * @param actions done in the window before the picture is taken
 * @param compared shown in place of the window's usual content; null for none
 * @param files what the window knows of files
 */
public record GalleryScene(
    String name,
    Scenario scenario,
    Function<ClusterModel, Selection> selected,
    List<WindowAction> actions,
    @Nullable Compared compared,
    Still.Files files) {

  /**
   * An experiment at a moment.
   *
   * @param experiment what is played
   * @param atNanos the moment of both runs that is seen
   */
  public record Compared(Experiment experiment, long atNanos) {}

  public GalleryScene {
    actions = List.copyOf(actions);
  }

  /** A moment without an experiment. */
  public GalleryScene(
      String name,
      Scenario scenario,
      Function<ClusterModel, Selection> selected,
      List<WindowAction> actions) {
    this(name, scenario, selected, actions, null, Still.Files.NONE);
  }

  /** An experiment over the same moment. */
  GalleryScene comparing(Experiment experiment, long atNanos) {
    return new GalleryScene(
        name, scenario, selected, actions, new Compared(experiment, atNanos), files);
  }

  /** The same moment after something was done in the window. */
  GalleryScene after(WindowAction... done) {
    return new GalleryScene(name, scenario, selected, List.of(done), compared, files);
  }

  /** The same moment in a window that knows files, or shows one. */
  GalleryScene with(Still.Files known) {
    return new GalleryScene(name, scenario, selected, actions, compared, known);
  }

  @Override
  public String toString() {
    return name;
  }
}
