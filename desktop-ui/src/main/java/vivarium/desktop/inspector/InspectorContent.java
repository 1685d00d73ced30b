package vivarium.desktop.inspector;

import java.util.List;
import vivarium.desktop.stage.Tone;

/**
 * What the inspector shows.
 *
 * @param kind the word above the title: broker, partition, …
 * @param title the thing's name
 * @param badge its state in a word; empty without one
 * @param badgeTone the state's colour
 * @param items from top to bottom
 */
public record InspectorContent(
    String kind, String title, String badge, Tone badgeTone, List<Item> items) {
  public InspectorContent {
    items = List.copyOf(items);
  }
}
