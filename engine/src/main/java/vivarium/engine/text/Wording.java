package vivarium.engine.text;

import java.util.Locale;

/**
 * A text in both languages of the window. Where it was written in one only, both are that.
 *
 * @param english as English says it
 * @param korean as Korean says it
 */
public record Wording(String english, String korean) {

  /** No words at all. */
  public static final Wording NONE = of("");

  /** A text that is the same for everybody. */
  public static Wording of(String text) {
    return new Wording(text, text);
  }

  /** The text for a reader of a language; who reads neither of the two gets English. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? korean : english;
  }

  /** Whether it reads the same in both languages, as names do. */
  public boolean isSame() {
    return english.equals(korean);
  }
}
