package vivarium.desktop.export;

import java.util.List;
import java.util.Locale;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.scenario.Scenario;

/**
 * How a moment is shown.
 *
 * @param width in pixels
 * @param height in pixels
 * @param locale English or Korean
 * @param appearance dark or light
 * @param selection what the inspector shows
 * @param actions done in the window before the picture is taken, such as opening its palette
 * @param scenarios those that its list of scenarios offers
 */
public record Picture(
    int width,
    int height,
    Locale locale,
    Appearance appearance,
    Selection selection,
    List<WindowAction> actions,
    List<Scenario> scenarios) {

  public Picture {
    actions = List.copyOf(actions);
    scenarios = List.copyOf(scenarios);
  }

  /** In English, dark, of the cluster as a whole. */
  public Picture(int width, int height) {
    this(width, height, Locale.ENGLISH, Appearance.DARK, Selection.CLUSTER, List.of(), List.of());
  }

  public Picture sized(int otherWidth, int otherHeight) {
    return new Picture(otherWidth, otherHeight, locale, appearance, selection, actions, scenarios);
  }

  public Picture in(Locale other) {
    return new Picture(width, height, other, appearance, selection, actions, scenarios);
  }

  public Picture in(Appearance other) {
    return new Picture(width, height, locale, other, selection, actions, scenarios);
  }

  public Picture of(Selection other) {
    return new Picture(width, height, locale, appearance, other, actions, scenarios);
  }

  public Picture after(List<WindowAction> others) {
    return new Picture(width, height, locale, appearance, selection, others, scenarios);
  }

  public Picture offering(List<Scenario> others) {
    return new Picture(width, height, locale, appearance, selection, actions, others);
  }
}
