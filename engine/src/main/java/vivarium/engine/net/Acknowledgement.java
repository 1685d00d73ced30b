package vivarium.engine.net;

import vivarium.engine.event.TopicPartition;

/**
 * A promise that an answer to a produce carries.
 *
 * @param partition where the records are
 * @param baseOffset offset of the first
 * @param recordCount how many
 * @param leaderEpoch epoch that wrote them; with the offset it names a record for ever
 * @param acks what the producer asked for
 */
public record Acknowledgement(
    TopicPartition partition, long baseOffset, int recordCount, int leaderEpoch, int acks) {
  public long lastOffset() {
    return baseOffset + recordCount - 1;
  }
}
