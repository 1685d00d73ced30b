package vivarium.engine.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Words;

/** A record in a person's words: {@code produce orders key=k1 value="two words" header a=b}. */
final class ProduceText {

  static final String WORD = "produce";

  private static final String NEEDS =
      "'produce' needs a topic and what the record has, such as 'produce orders key=k1 value=v1'";

  private ProduceText() {}

  /**
   * Takes all words that follow {@link #WORD}.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static NewRecord take(List<String> words) {
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

  /** The words that {@link #parse} reads as this record. */
  static String of(NewRecord record) {
    StringBuilder text = new StringBuilder(WORD).append(' ').append(Words.quoted(record.topic()));
    add(text, " key=", record.key());
    add(text, " value=", record.value());
    if (record.partition() != NewRecord.AUTOMATIC) {
      text.append(" partition=").append(record.partition());
    }
    if (record.acks() != ProducerSettings.ACKS_ALL) {
      text.append(" acks=").append(record.acks());
    }
    for (NewRecord.Header header : record.headers()) {
      text.append(" header ").append(Words.quoted(header.key() + "=" + header.value()));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append(Words.quoted(value));
    }
  }
}
