package vivarium.desktop.stage;

/**
 * The one sentence that matters most now.
 *
 * @param tone how serious it is
 * @param headline what is so, with Kafka's exact names
 * @param because why, or what to try; empty if there is nothing to add
 * @param eventSeq the event whose chain of causes answers "why?"; 0 if none does
 */
public record Caption(Tone tone, String headline, String because, long eventSeq) {

  /** The same for whoever cannot ask. */
  public Caption withoutWhy() {
    return new Caption(tone, headline, because, 0);
  }
}
