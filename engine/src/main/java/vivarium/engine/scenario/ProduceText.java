package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ProducerSettings;

/**
 * A record in a person's words: {@code produce orders key=k1 value="two words" header a=b}. What
 * has a space, a quote or nothing in it stands in double or single quotes; in double quotes {@code
 * \"}, {@code \\}, {@code \n} and {@code \t} are one character each.
 */
final class ProduceText {

  static final String WORD = "produce";

  private static final String NEEDS =
      "'produce' needs a topic and what the record has, such as 'produce orders key=k1 value=v1'";

  private ProduceText() {}

  /**
   * Reads a line that begins with {@link #WORD}.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static NewRecord parse(String line) {
    List<String> words = words(line.strip().substring(WORD.length()));
    if (words.isEmpty() || words.getFirst().contains("=")) {
      throw new IllegalArgumentException(NEEDS);
    }
    String topic = words.removeFirst();
    String key = null;
    String value = null;
    int partition = NewRecord.AUTOMATIC;
    int acks = ProducerSettings.ACKS_ALL;
    List<NewRecord.Header> headers = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      int equals = word.indexOf('=');
      String after = word.substring(equals + 1);
      switch (equals < 0 ? word : word.substring(0, equals + 1)) {
        case "key=" -> key = after;
        case "value=" -> value = after;
        case "partition=" -> partition = partition(after);
        case "acks=" -> acks = acks(after);
        case "header" -> headers.add(header(words));
        default ->
            throw new IllegalArgumentException(
                "'%s' is no part of a record; there are key=, value=, partition=, acks= and header NAME=VALUE"
                    .formatted(Quoted.of(word)));
      }
    }
    return new NewRecord(topic, partition, key, value, headers, acks);
  }

  private static int partition(String number) {
    if (!number.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "partition=%s must be a number from 0".formatted(Quoted.of(number)));
    }
    return Integer.parseInt(number);
  }

  private static int acks(String word) {
    return switch (word) {
      case "all", "-1" -> ProducerSettings.ACKS_ALL;
      case "1" -> 1;
      case "0" -> 0;
      default ->
          throw new IllegalArgumentException(
              "acks=%s must be all, 1 or 0".formatted(Quoted.of(word)));
    };
  }

  private static NewRecord.Header header(List<String> words) {
    String word = words.isEmpty() ? "" : words.removeFirst();
    int equals = word.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "'header' needs a name and a value, such as 'header source=web'");
    }
    return new NewRecord.Header(word.substring(0, equals), word.substring(equals + 1));
  }

  /** The words of a line, without their quotes; a quote may begin within a word. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (quote == 0 && Character.isWhitespace(next)) {
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
      case 't' -> '\t';
      default -> letter;
    };
  }

  /** The words that {@link #parse} reads as this record. */
  static String of(NewRecord record) {
    StringBuilder text = new StringBuilder(WORD).append(' ').append(quoted(record.topic()));
    add(text, " key=", record.key());
    add(text, " value=", record.value());
    if (record.partition() != NewRecord.AUTOMATIC) {
      text.append(" partition=").append(record.partition());
    }
    if (record.acks() != ProducerSettings.ACKS_ALL) {
      text.append(" acks=").append(record.acks());
    }
    for (NewRecord.Header header : record.headers()) {
      text.append(" header ").append(quoted(header.key() + "=" + header.value()));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append(quoted(value));
    }
  }

  private static String quoted(String text) {
    if (!text.isEmpty() && text.chars().noneMatch(ProduceText::needsQuotes)) {
      return text;
    }
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }

  private static boolean needsQuotes(int letter) {
    return Character.isWhitespace(letter) || letter == '"' || letter == '\'' || letter == '\\';
  }
}
