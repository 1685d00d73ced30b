package vivarium.desktop.i18n;

/** Something said to a person, in whichever language is shown at the time it is read. */
@FunctionalInterface
public interface Sentence {

  /** Nothing is said. */
  Sentence NONE = texts -> "";

  /** In a language; empty if nothing is to be said any more. */
  String in(Texts texts);

  /**
   * The text of a key.
   *
   * @param arguments as for {@link Texts#get}
   */
  static Sentence of(String key, Object... arguments) {
    return texts -> texts.get(key, arguments);
  }
}
