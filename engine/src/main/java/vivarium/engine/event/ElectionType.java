package vivarium.engine.event;

/** Who may win an election that is asked for, as Kafka's ElectLeaders has it. */
public enum ElectionType {
  /** The first of the replicas, if it is in sync. */
  PREFERRED,
  /** Any live replica, where no other is left. */
  UNCLEAN;

  /** Kafka's number. */
  public byte code() {
    return (byte) ordinal();
  }
}
