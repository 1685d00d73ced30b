package vivarium.engine.metadata;

/**
 * Whose configs: a topic's, or the brokers' with an empty name for the default of all.
 *
 * @param type Kafka's number of the resource type
 * @param name the topic, or a broker id, or empty
 */
public record ConfigResource(byte type, String name) implements Comparable<ConfigResource> {

  public static final byte TOPIC = 2;
  public static final byte BROKER = 4;

  /** The dynamic default of all brokers. */
  public static final ConfigResource ALL_BROKERS = new ConfigResource(BROKER, "");

  public static ConfigResource topic(String name) {
    return new ConfigResource(TOPIC, name);
  }

  @Override
  public int compareTo(ConfigResource other) {
    int byType = Byte.compare(type, other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }
}
