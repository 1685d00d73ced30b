package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;
import vivarium.engine.model.TopicView;

/**
 * What a person chose about the picture.
 *
 * @param selection drawn with an outline and lit wires
 * @param pointed what a line elsewhere in the window speaks of, marked more lightly
 * @param showInternalTopics whether {@code __consumer_offsets} and the like have rows
 * @param viewport the part of the grid in sight
 * @param filter which partitions have rows
 * @param focus what alone is not faded, with what has to do with it; the cluster for everything
 * @param places in which order things stand that stand beside each other
 * @param caption what the bar at the bottom says; null leaves its place empty
 */
public record StageOptions(
    Selection selection,
    Selection pointed,
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
          Selection.CLUSTER,
          false,
          Viewport.FIT,
          StageFilter.NONE,
          Selection.CLUSTER,
          Places.USUAL,
          null);

  public StageOptions withSelection(Selection other) {
    return new StageOptions(
        other, pointed, showInternalTopics, viewport, filter, focus, places, caption);
  }

  /** Marks what somebody is pointing at who has not selected it. */
  public StageOptions withPointed(Selection other) {
    return new StageOptions(
        selection, other, showInternalTopics, viewport, filter, focus, places, caption);
  }

  public StageOptions withInternalTopics() {
    return new StageOptions(selection, pointed, true, viewport, filter, focus, places, caption);
  }

  public StageOptions withViewport(Viewport other) {
    return new StageOptions(
        selection, pointed, showInternalTopics, other, filter, focus, places, caption);
  }

  public StageOptions withFilter(StageFilter other) {
    return new StageOptions(
        selection, pointed, showInternalTopics, viewport, other, focus, places, caption);
  }

  public StageOptions withCaption(Caption other) {
    return new StageOptions(
        selection, pointed, showInternalTopics, viewport, filter, focus, places, other);
  }

  public StageOptions withFocus(Selection other) {
    return new StageOptions(
        selection, pointed, showInternalTopics, viewport, filter, other, places, caption);
  }

  public StageOptions withPlaces(Places other) {
    return new StageOptions(
        selection, pointed, showInternalTopics, viewport, filter, focus, other, caption);
  }
}
