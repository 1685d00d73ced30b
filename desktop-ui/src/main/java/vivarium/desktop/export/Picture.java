package vivarium.desktop.export;

import java.util.Locale;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Appearance;

/**
 * How a moment is shown.
 *
 * @param width in pixels
 * @param height in pixels
 * @param locale English or Korean
 * @param appearance dark or light
 * @param selection what the inspector shows
 * @param presents whether the stage has all the room
 */
public record Picture(
    int width,
    int height,
    Locale locale,
    Appearance appearance,
    Selection selection,
    boolean presents) {

  /** In English, dark, of the cluster as a whole. */
  public Picture(int width, int height) {
    this(width, height, Locale.ENGLISH, Appearance.DARK, Selection.CLUSTER, false);
  }

  public Picture sized(int otherWidth, int otherHeight) {
    return new Picture(otherWidth, otherHeight, locale, appearance, selection, presents);
  }

  public Picture in(Locale other) {
    return new Picture(width, height, other, appearance, selection, presents);
  }

  public Picture in(Appearance other) {
    return new Picture(width, height, locale, other, selection, presents);
  }

  public Picture of(Selection other) {
    return new Picture(width, height, locale, appearance, other, presents);
  }

  public Picture presenting(boolean alone) {
    return new Picture(width, height, locale, appearance, selection, alone);
  }
}
