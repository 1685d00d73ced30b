package vivarium.engine.replica;

import org.apache.kafka.common.message.FetchRequestData;
import vivarium.engine.wire.Messages;

/**
 * Who reads from a log: a follower, from the leader alone and up to the log's end; or a consumer,
 * up to the high watermark and, since version 11 of Fetch, from any replica (KIP-392).
 *
 * @param isFollower whether a follower reads
 * @param leaderOnly whether only the leader may answer
 * @param rack {@code client.rack} of a consumer, or empty
 */
public record Reader(boolean isFollower, boolean leaderOnly, String rack) {

  private static final short READS_FROM_FOLLOWERS = 11;

  /** Who sent this fetch. */
  public static Reader of(FetchRequestData fetch, short version) {
    boolean follower = Messages.isFollowerFetch(fetch);
    return new Reader(
        follower, follower || version < READS_FROM_FOLLOWERS, follower ? "" : fetch.rackId());
  }
}
