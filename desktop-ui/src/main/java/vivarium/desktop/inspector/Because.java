package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.Stamped;

/**
 * Why something is as it is: the event that made it so and what led to that, each to be followed.
 */
final class Because {

  /** Nearer causes explain more than far ones. */
  private static final int CAUSES_TOLD = 4;

  private Because() {}

  /** The event of a seq with its causes; nothing if it is forgotten. */
  static List<Item> of(long seq, Memory memory, Texts texts) {
    return memory.entry(seq).map(entry -> of(entry, texts)).orElse(List.of());
  }

  /** An event with its causes. */
  static List<Item> of(StateEntry entry, Texts texts) {
    Narrator narrator = new Narrator(texts);
    List<Item> items = new ArrayList<>();
    items.add(new Item.Heading("because", texts.get("inspector.because")));
    items.add(link("because", narrator.brief(entry.stamped()), Tone.PLAIN, entry.stamped()));
    int told = 0;
    for (Stamped cause : entry.causes()) {
      if (told < CAUSES_TOLD) {
        String key = "because-" + told++;
        items.add(link(key, "← " + narrator.brief(cause), Tone.MUTED, cause));
      }
    }
    return items;
  }

  private static Item.Link link(String key, String text, Tone tone, Stamped event) {
    return new Item.Link(key, text, tone, new Selection.Event(event.seq()));
  }
}
