package vivarium.desktop.i18n;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The particles behind Korean nouns: which of the two forms is right depends on how the noun ends
 * when it is read aloud. Texts have both, as in {@code {0}이(가)}, and the one that fits what stands
 * there is kept; where the reading of a foreign word is not certain both stay, as is usual.
 */
final class Particles {

  private static final Pattern PAIR =
      Pattern.compile("은\\(는\\)|이\\(가\\)|을\\(를\\)|[와과]\\([와과]\\)|\\(으\\)로|\\(이\\)라");

  private static final Pattern LAST_WORD =
      Pattern.compile("([가-힣]|[A-Za-z]+|\\d+)[^가-힣A-Za-z\\d]*$");

  private static final int FINALS = 28;
  private static final int FINAL_RIEUL = 8;
  private static final char FIRST_SYLLABLE = '가';

  /** How a word ends when it is read. */
  private enum Ending {
    VOWEL,
    RIEUL,
    CONSONANT,
    UNCERTAIN
  }

  private Particles() {}

  /** The text with each pair of particles replaced by the one that fits the word before it. */
  static String choose(String text) {
    return PAIR.matcher(text)
        .replaceAll(pair -> fitting(ending(text.substring(0, pair.start())), pair.group()));
  }

  private static String fitting(Ending ending, String both) {
    if (ending == Ending.UNCERTAIN) {
      return both;
    }
    boolean vowel = ending == Ending.VOWEL;
    return switch (both) {
      case "은(는)" -> vowel ? "는" : "은";
      case "이(가)" -> vowel ? "가" : "이";
      case "을(를)" -> vowel ? "를" : "을";
      case "(으)로" -> ending == Ending.CONSONANT ? "으로" : "로";
      case "(이)라" -> vowel ? "라" : "이라";
      default -> vowel ? "와" : "과";
    };
  }

  private static Ending ending(String before) {
    Matcher matcher = LAST_WORD.matcher(before);
    if (!matcher.find()) {
      return Ending.UNCERTAIN;
    }
    String word = matcher.group(1);
    char last = word.charAt(word.length() - 1);
    if (last >= FIRST_SYLLABLE) {
      int sound = (last - FIRST_SYLLABLE) % FINALS;
      return sound == 0 ? Ending.VOWEL : sound == FINAL_RIEUL ? Ending.RIEUL : Ending.CONSONANT;
    }
    return Character.isDigit(last)
        ? ofDigit(last)
        : word.length() == 1 ? ofLetter(last) : ofWord(word.toLowerCase(Locale.ROOT));
  }

  /** 일, 칠, 팔 end in ㄹ, and 이, 사, 오, 구 in a vowel; ten, a hundred, … do not. */
  private static Ending ofDigit(char digit) {
    return switch (digit) {
      case '1', '7', '8' -> Ending.RIEUL;
      case '2', '4', '5', '9' -> Ending.VOWEL;
      default -> Ending.CONSONANT;
    };
  }

  /** A letter alone is read by its name: 엘, 알, 엠, 엔, and all others with a vowel. */
  private static Ending ofLetter(char letter) {
    return switch (Character.toLowerCase(letter)) {
      case 'l', 'r' -> Ending.RIEUL;
      case 'm', 'n' -> Ending.CONSONANT;
      default -> Ending.VOWEL;
    };
  }

  private static Ending ofWord(String word) {
    if (word.endsWith("ng") || word.endsWith("m") || word.endsWith("n")) {
      return Ending.CONSONANT;
    }
    if (word.endsWith("l") || word.endsWith("le")) {
      return Ending.RIEUL;
    }
    return "aiouysdr".indexOf(word.charAt(word.length() - 1)) >= 0
        ? Ending.VOWEL
        : Ending.UNCERTAIN;
  }
}
