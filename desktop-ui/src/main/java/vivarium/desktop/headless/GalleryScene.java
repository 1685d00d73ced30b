package vivarium.desktop.headless;

import java.util.function.Function;
import vivarium.desktop.stage.Selection;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario;

/**
 * A moment that shows what the window looks like then.
 *
 * @param name of the picture, in a file's name
 * @param scenario what leads to it; it ends at the moment
 * @param selected what the inspector shows
 * @param presents whether the stage has all the room
 */
public record GalleryScene(
    String name, Scenario scenario, Function<ClusterModel, Selection> selected, boolean presents) {

  @Override
  public String toString() {
    return name;
  }
}
