package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;
import vivarium.engine.model.TopicView;

/**
 * What a person chose about the picture.
 *
 * @param selection drawn with an outline and lit wires
 * @param showInternalTopics whether {@code __consumer_offsets} and the like have rows
 * @param viewport the part of the grid in sight
 * @param filter which partitions have rows
 * @param focus what alone is not faded, with what has to do with it; the cluster for everything
 * @param places in which order things stand that stand beside each other
 * @param caption what the bar at the bottom says; null leaves its place empty
 */
public record StageOptions(
    Selection selection,
    boolean showInternalTopics,
    Viewport viewport,
    StageFilter filter,
    Selection focus,
    Places places,
    @Nullable Caption caption) {

  /** Whether the partitions of a topic have rows; null is a topic that is being deleted. */
  boolean shows(@Nullable TopicView topic) {
    return showInternalTopics || topic == null || !topic.isInternal();
  }

  public static final StageOptions DEFAULT =
      new StageOptions(
          Selection.CLUSTER,
          false,
          Viewport.FIT,
          StageFilter.NONE,
          Selection.CLUSTER,
          Places.USUAL,
          null);

  public StageOptions withSelection(Selection other) {
    return new StageOptions(other, showInternalTopics, viewport, filter, focus, places, caption);
  }

  public StageOptions withInternalTopics() {
    return new StageOptions(selection, true, viewport, filter, focus, places, caption);
  }

  public StageOptions withViewport(Viewport other) {
    return new StageOptions(selection, showInternalTopics, other, filter, focus, places, caption);
  }

  public StageOptions withFilter(StageFilter other) {
    return new StageOptions(selection, showInternalTopics, viewport, other, focus, places, caption);
  }

  public StageOptions withCaption(Caption other) {
    return new StageOptions(selection, showInternalTopics, viewport, filter, focus, places, other);
  }

  public StageOptions withFocus(Selection other) {
    return new StageOptions(
        selection, showInternalTopics, viewport, filter, other, places, caption);
  }

  public StageOptions withPlaces(Places other) {
    return new StageOptions(selection, showInternalTopics, viewport, filter, focus, other, caption);
  }
}
