package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;

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

  public static final StageOptions DEFAULT = new StageOptions(Selection.CLUSTER, false, 0, null);
}
