package vivarium.desktop.commands;

/**
 * A line of the palette.
 *
 * @param title what it does, in the person's language
 * @param otherWords by which it is found beside its title; empty if there are none
 * @param keys that do the same; empty if there are none
 * @param unavailable why it cannot be done now; empty if it can
 * @param confirmation what is lost by it, to be agreed to first; empty if nothing is
 * @param afterBrokers whether what concerns a broker is more likely to be meant
 * @param run does it
 */
public record Offer(
    String title,
    String otherWords,
    String keys,
    String unavailable,
    String confirmation,
    boolean afterBrokers,
    Runnable run) {

  /** One that is found by its title alone. */
  public Offer(String title, String keys, String unavailable, String confirmation, Runnable run) {
    this(title, "", keys, unavailable, confirmation, run);
  }

  /** One than which nothing is more likely to be meant. */
  public Offer(
      String title,
      String otherWords,
      String keys,
      String unavailable,
      String confirmation,
      Runnable run) {
    this(title, otherWords, keys, unavailable, confirmation, false, run);
  }

  /** The same, after what concerns brokers. */
  Offer behindBrokers() {
    return new Offer(title, otherWords, keys, unavailable, confirmation, true, run);
  }

  /** The same, found also by what it is called in another language. */
  Offer alsoFoundAs(Offer other) {
    String words = other.title + " " + other.otherWords + " " + otherWords;
    return new Offer(title, words.strip(), keys, unavailable, confirmation, afterBrokers, run);
  }

  public boolean isAvailable() {
    return unavailable.isEmpty();
  }
}
