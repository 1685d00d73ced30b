package vivarium.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line. What has a space, a quote or nothing in it stands in double or single
 * quotes; in double quotes {@code \"}, {@code \\}, {@code \n}, {@code \r} and {@code \t} are one
 * character each.
 */
public final class Words {

  private static final String SPACES = " \t\n\u000B\f\r";

  private Words() {}

  /**
   * The words of a line, without their quotes; a quote may begin within a word.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (quote == 0 && SPACES.indexOf(next) >= 0) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (quote == 0 && (next == '"' || next == '\'')) {
        quote = next;
      } else if (next == quote) {
        quote = 0;
      } else if (next == '\\' && quote == '"' && at + 1 < line.length()) {
        word.append(escaped(line.charAt(++at)));
      } else {
        word.append(next);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote (%s) is opened and not closed".formatted(quote));
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  private static char escaped(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  /** One word as {@link #split} reads it, in quotes if it needs them. */
  public static String quoted(String text) {
    if (!text.isEmpty() && text.chars().noneMatch(Words::needsQuotes)) {
      return text;
    }
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }

  private static boolean needsQuotes(int letter) {
    return Character.isWhitespace(letter) || letter == '"' || letter == '\'' || letter == '\\';
  }

  /** Words as a line that {@link #split} reads as these. */
  public static String joined(List<String> words) {
    return String.join(" ", words.stream().map(Words::quoted).toList());
  }
}
