package vivarium.desktop.stage;

/**
 * A part of the stage that stands for something.
 *
 * @param rect where
 * @param selection what a click selects
 * @param tooltip exact words and numbers, lines apart
 */
public record Target(Rect rect, Selection selection, String tooltip) {}
