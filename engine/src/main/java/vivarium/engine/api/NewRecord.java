package vivarium.engine.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ProducerSettings;

/**
 * A record to be produced, as a person writes it. Its timestamp is the moment at which it is sent.
 *
 * @param topic where it goes
 * @param partition which partition, or {@link #AUTOMATIC}
 * @param key its key in UTF-8, or null
 * @param value its value in UTF-8, or null: a tombstone
 * @param headers its headers, in their order
 * @param acks {@code acks}: 0, 1 or -1 for all
 */
public record NewRecord(
    String topic,
    int partition,
    @Nullable String key,
    @Nullable String value,
    List<Header> headers,
    int acks) {

  /** The key decides the partition, by murmur2; without a key, chance does. */
  public static final int AUTOMATIC = -1;

  /** A record has no more headers. */
  public static final int MAX_HEADERS = 64;

  public NewRecord {
    headers = List.copyOf(headers);
    if (topic.isBlank()) {
      throw new IllegalArgumentException("a record needs the name of a topic");
    }
    if (partition < AUTOMATIC) {
      throw new IllegalArgumentException("partition=%d must be 0 or more".formatted(partition));
    }
    if (acks < ProducerSettings.ACKS_ALL || acks > 1) {
      throw new IllegalArgumentException("acks=%d must be all (-1), 0 or 1".formatted(acks));
    }
    if (headers.size() > MAX_HEADERS) {
      throw new IllegalArgumentException(
          "%d headers are too many: at most %d".formatted(headers.size(), MAX_HEADERS));
    }
  }

  /** To a partition that its key decides, with acks=all and without headers. */
  public static NewRecord of(String topic, @Nullable String key, @Nullable String value) {
    return new NewRecord(topic, AUTOMATIC, key, value, List.of(), ProducerSettings.ACKS_ALL);
  }

  /** A header, in UTF-8. */
  public record Header(String key, String value) {}
}
