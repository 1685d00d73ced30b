package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;
import vivarium.engine.model.TopicView;

/**
 * What a person chose about the picture.
 *
 * @param selection drawn with an outline and lit wires
 * @param showInternalTopics whether {@code __consumer_offsets} and the like have rows
 * @param firstRow rows scrolled out at the top, when not all partitions fit
 * @param caption what the bar at the bottom says; null leaves its place empty
 */
public record StageOptions(
    Selection selection, boolean showInternalTopics, int firstRow, @Nullable Caption caption) {

  /** Whether the partitions of a topic have rows; null is a topic that is being deleted. */
  boolean shows(@Nullable TopicView topic) {
    return showInternalTopics || topic == null || !topic.isInternal();
  }

  public static final StageOptions DEFAULT = new StageOptions(Selection.CLUSTER, false, 0, null);
}
