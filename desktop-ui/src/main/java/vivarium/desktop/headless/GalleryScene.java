package vivarium.desktop.headless;

import java.util.List;
import java.util.function.Function;
import vivarium.desktop.commands.WindowAction;
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
 */
public record GalleryScene(
    String name,
    Scenario scenario,
    Function<ClusterModel, Selection> selected,
    List<WindowAction> actions) {

  public GalleryScene {
    actions = List.copyOf(actions);
  }

  /** The same moment after something was done in the window. */
  GalleryScene after(WindowAction... done) {
    return new GalleryScene(name, scenario, selected, List.of(done));
  }

  @Override
  public String toString() {
    return name;
  }
}
