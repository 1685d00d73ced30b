package vivarium.desktop.i18n;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences that are worded in English where they arise, each with the text that says the same. */
final class Phrases {

  /** A sentence with gaps, and the key of the text into whose places the gaps' parts go. */
  record Phrase(Pattern pattern, String key) {
    static Phrase of(String regex, String key) {
      return new Phrase(Pattern.compile(regex, Pattern.DOTALL), key);
    }

    /** A sentence without gaps. */
    static Phrase exactly(String sentence, String key) {
      return new Phrase(Pattern.compile(sentence, Pattern.LITERAL), key);
    }
  }

  private final List<Phrase> phrases;

  /** Of those that fit a sentence, the first counts. */
  Phrases(List<Phrase> phrases) {
    this.phrases = List.copyOf(phrases);
  }

  /**
   * A sentence in a language; empty if it is none of these.
   *
   * @param part words what stands in a gap
   */
  Optional<String> in(String sentence, Texts texts, UnaryOperator<String> part) {
    for (Phrase phrase : phrases) {
      Matcher matcher = phrase.pattern().matcher(sentence);
      if (matcher.matches()) {
        Object[] parts = new Object[matcher.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = part.apply(matcher.group(i + 1));
        }
        return Optional.of(texts.get(phrase.key(), parts));
      }
    }
    return Optional.empty();
  }
}
