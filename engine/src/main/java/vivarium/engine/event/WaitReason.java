package vivarium.engine.event;

/** What a request waits for at its broker (Kafka's purgatory). */
public enum WaitReason {
  /** A produce with acks=all, until the high watermark passes its records. */
  REPLICATION,
  /** A fetch, until there are enough bytes or its time is up. */
  DATA,
  /** A join or sync, until the group's other members are there. */
  GROUP
}
