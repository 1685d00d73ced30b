package vivarium.desktop.experiment;

import vivarium.desktop.i18n.Texts;

/**
 * Words of a comparison, which come with it and not from the program's own texts.
 *
 * @param english in English
 * @param korean in Korean
 */
public record Wording(String english, String korean) {

  /** What is the same in every language, such as {@code acks=1}. */
  public static Wording same(String words) {
    return new Wording(words, words);
  }

  /** In the language of these texts. */
  public String in(Texts texts) {
    return texts.isKorean() ? korean : english;
  }
}
