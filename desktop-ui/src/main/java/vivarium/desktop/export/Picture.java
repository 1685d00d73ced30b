package vivarium.desktop.export;

import java.util.List;
import java.util.Locale;
import vivarium.desktop.commands.WindowAction;
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
 * @param actions done in the window before the picture is taken, such as opening its palette
 */
public record Picture(
    int width,
    int height,
    Locale locale,
    Appearance appearance,
    Selection selection,
    List<WindowAction> actions) {

  public Picture {
    actions = List.copyOf(actions);
  }

  /** In English, dark, of the cluster as a whole. */
  public Picture(int width, int height) {
    this(width, height, Locale.ENGLISH, Appearance.DARK, Selection.CLUSTER, List.of());
  }

  public Picture sized(int otherWidth, int otherHeight) {
    return new Picture(otherWidth, otherHeight, locale, appearance, selection, actions);
  }

  public Picture in(Locale other) {
    return new Picture(width, height, other, appearance, selection, actions);
  }

  public Picture in(Appearance other) {
    return new Picture(width, height, locale, other, selection, actions);
  }

  public Picture of(Selection other) {
    return new Picture(width, height, locale, appearance, other, actions);
  }

  public Picture after(List<WindowAction> others) {
    return new Picture(width, height, locale, appearance, selection, others);
  }
}
