package vivarium.engine.group;

/** An offset that a group has committed for a partition. */
record CommittedOffset(long offset, int leaderEpoch, String metadata, long commitTimestampMs) {}
