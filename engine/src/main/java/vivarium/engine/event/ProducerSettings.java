package vivarium.engine.event;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A built-in producer. Every name is the producer config it stands for, or says its unit.
 *
 * @param clientId {@code client.id}
 * @param topic where it writes
 * @param recordsPerSecond how many records the application creates, in virtual time; 0 pauses it
 * @param keys how many distinct keys it uses; 0 means records without a key
 * @param valueBytes size of each value
 * @param acks {@code acks}: 0, 1 or -1 for all
 * @param lingerMs {@code linger.ms}
 * @param batchSizeBytes {@code batch.size}
 * @param idempotent {@code enable.idempotence}; needs acks=all
 * @param retries {@code retries}
 * @param deliveryTimeoutMs {@code delivery.timeout.ms}
 * @param requestTimeoutMs {@code request.timeout.ms}
 * @param maxInFlight {@code max.in.flight.requests.per.connection}
 */
public record ProducerSettings(
    String clientId,
    String topic,
    double recordsPerSecond,
    int keys,
    int valueBytes,
    int acks,
    int lingerMs,
    int batchSizeBytes,
    boolean idempotent,
    int retries,
    int deliveryTimeoutMs,
    int requestTimeoutMs,
    int maxInFlight) {

  /** {@code acks=all} as a number, the way the wire carries it. */
  public static final int ACKS_ALL = -1;

  private static final List<String> WHOLE_NUMBERS =
      List.of(
          "linger.ms",
          "batch.size",
          "retries",
          "delivery.timeout.ms",
          "request.timeout.ms",
          "max.in.flight.requests.per.connection");

  /** The client that sends what a person writes, one record at a time. */
  public static final String BY_HAND = "by-hand";

  public ProducerSettings {
    new SettingCheck()
        .require(!clientId.isBlank(), "client.id", clientId, "a name")
        .require(!topic.isBlank(), "topic", topic, "the name of a topic")
        .require(
            recordsPerSecond >= 0 && recordsPerSecond <= 1_000_000,
            "recordsPerSecond",
            recordsPerSecond,
            "0 to 1000000")
        .require(keys >= 0 && keys <= 1_000_000, "keys", keys, "0 to 1000000")
        .require(
            valueBytes >= 0 && valueBytes <= 1_000_000, "valueBytes", valueBytes, "0 to 1000000")
        .require(acks >= -1 && acks <= 1, "acks", acks, "all (-1), 0 or 1")
        .require(lingerMs >= 0 && lingerMs <= 60_000, "linger.ms", lingerMs, "0 to 60000")
        .require(
            batchSizeBytes >= 0 && batchSizeBytes <= 1 << 20,
            "batch.size",
            batchSizeBytes,
            "0 to 1048576")
        .require(
            !idempotent || acks == ACKS_ALL,
            "enable.idempotence",
            idempotent,
            "false, or acks=all with it")
        .require(retries >= 0, "retries", retries, "0 or more")
        .require(deliveryTimeoutMs > 0, "delivery.timeout.ms", deliveryTimeoutMs, "1 or more")
        .require(requestTimeoutMs > 0, "request.timeout.ms", requestTimeoutMs, "1 or more")
        .require(
            maxInFlight >= 1 && maxInFlight <= 5,
            "max.in.flight.requests.per.connection",
            maxInFlight,
            "1 to 5")
        .refuse();
  }

  /**
   * Two records a second with eight keys. Kafka's defaults, but for timeouts: 6 s and 60 s instead
   * of 30 s and 120 s, so that a class sees within seconds what a producer does when nobody
   * answers.
   */
  public static ProducerSettings of(String clientId, String topic) {
    return new ProducerSettings(
        clientId, topic, 2, 8, 64, ACKS_ALL, 5, 16_384, true, Integer.MAX_VALUE, 60_000, 6_000, 1);
  }

  public ProducerSettings withRecordsPerSecond(double rate) {
    return new ProducerSettings(
        clientId,
        topic,
        rate,
        keys,
        valueBytes,
        acks,
        lingerMs,
        batchSizeBytes,
        idempotent,
        retries,
        deliveryTimeoutMs,
        requestTimeoutMs,
        maxInFlight);
  }

  /** The same producer with values of another size. */
  public ProducerSettings withValueBytes(int bytes) {
    return new ProducerSettings(
        clientId,
        topic,
        recordsPerSecond,
        keys,
        bytes,
        acks,
        lingerMs,
        batchSizeBytes,
        idempotent,
        retries,
        deliveryTimeoutMs,
        requestTimeoutMs,
        maxInFlight);
  }

  /** The same producer with other acks; with anything but acks=all idempotence goes off. */
  public ProducerSettings withAcks(int newAcks) {
    return new ProducerSettings(
        clientId,
        topic,
        recordsPerSecond,
        keys,
        valueBytes,
        newAcks,
        lingerMs,
        batchSizeBytes,
        idempotent && newAcks == ACKS_ALL,
        retries,
        deliveryTimeoutMs,
        requestTimeoutMs,
        maxInFlight);
  }

  /** The same producer with or without {@code enable.idempotence}. */
  public ProducerSettings withIdempotence(boolean value) {
    return new ProducerSettings(
        clientId,
        topic,
        recordsPerSecond,
        keys,
        valueBytes,
        acks,
        lingerMs,
        batchSizeBytes,
        value,
        retries,
        deliveryTimeoutMs,
        requestTimeoutMs,
        maxInFlight);
  }

  /**
   * The same producer with another value of one of the configs that are whole numbers.
   *
   * @param config as Kafka names it, such as {@code linger.ms}
   * @throws IllegalArgumentException if there is none of this name, or the value is not valid
   */
  public ProducerSettings with(String config, int value) {
    int known = WHOLE_NUMBERS.indexOf(config);
    if (known < 0) {
      throw new IllegalArgumentException("no config is called %s".formatted(config));
    }
    int[] values = {
      lingerMs, batchSizeBytes, retries, deliveryTimeoutMs, requestTimeoutMs, maxInFlight
    };
    values[known] = value;
    return new ProducerSettings(
        clientId,
        topic,
        recordsPerSecond,
        keys,
        valueBytes,
        acks,
        values[0],
        values[1],
        idempotent,
        values[2],
        values[3],
        values[4],
        values[5]);
  }

  /** {@code all}, {@code 1} or {@code 0}. */
  public String acksWord() {
    return acksWord(acks);
  }

  /** {@code all}, {@code 1} or {@code 0}, for acks as the wire carries them. */
  public static String acksWord(int acks) {
    return acks == ACKS_ALL ? "all" : Integer.toString(acks);
  }

  /** The producer configs as Kafka names them, for tables. */
  public SortedMap<String, String> asKafkaConfigs() {
    TreeMap<String, String> configs = new TreeMap<>();
    configs.put("acks", acksWord());
    configs.put("linger.ms", Integer.toString(lingerMs));
    configs.put("batch.size", Integer.toString(batchSizeBytes));
    configs.put("enable.idempotence", Boolean.toString(idempotent));
    configs.put("retries", Integer.toString(retries));
    configs.put("delivery.timeout.ms", Integer.toString(deliveryTimeoutMs));
    configs.put("request.timeout.ms", Integer.toString(requestTimeoutMs));
    configs.put("max.in.flight.requests.per.connection", Integer.toString(maxInFlight));
    return configs;
  }
}
