package vivarium.engine.event;

/**
 * How the members of a group and its coordinator agree on who owns what.
 *
 * @param type {@code classic}, or {@code consumer} for the protocol of KIP-848, as {@code
 *     GroupType} spells it
 * @param assignor what hands the partitions out, such as {@code range} or {@code uniform}; empty
 *     while it is not known
 */
public record GroupProtocol(String type, String assignor) {

  public static final String CLASSIC = "classic";
  public static final String CONSUMER = "consumer";

  /** Of a group of which nothing else is known. */
  public static final GroupProtocol UNKNOWN = new GroupProtocol(CLASSIC, "");

  public boolean isConsumer() {
    return type.equals(CONSUMER);
  }
}
