package vivarium.engine.wire;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka APIs a broker's listener serves, in which versions. ApiVersions tells exactly these.
 */
public final class ServedApis {

  private static final TreeMap<Short, VersionRange> CLIENT_APIS = new TreeMap<>();

  static {
    serve(ApiKeys.PRODUCE, 3, 13);
    serve(ApiKeys.FETCH, 4, 18);
    serve(ApiKeys.LIST_OFFSETS, 1, 10);
    serve(ApiKeys.METADATA, 0, 13);
    serve(ApiKeys.OFFSET_COMMIT, 2, 10);
    serve(ApiKeys.OFFSET_FETCH, 1, 10);
    serve(ApiKeys.FIND_COORDINATOR, 0, 6);
    serve(ApiKeys.JOIN_GROUP, 0, 9);
    serve(ApiKeys.HEARTBEAT, 0, 4);
    serve(ApiKeys.LEAVE_GROUP, 0, 5);
    serve(ApiKeys.SYNC_GROUP, 0, 5);
    serve(ApiKeys.DESCRIBE_GROUPS, 0, 6);
    serve(ApiKeys.LIST_GROUPS, 0, 5);
    serve(ApiKeys.DELETE_GROUPS, 0, 2);
    serve(ApiKeys.API_VERSIONS, 0, 5);
    serve(ApiKeys.CREATE_TOPICS, 2, 7);
    serve(ApiKeys.DELETE_TOPICS, 1, 6);
    serve(ApiKeys.INIT_PRODUCER_ID, 0, 5);
    serve(ApiKeys.OFFSET_FOR_LEADER_EPOCH, 2, 4);
    serve(ApiKeys.DESCRIBE_CONFIGS, 1, 4);
    serve(ApiKeys.CREATE_PARTITIONS, 0, 3);
    serve(ApiKeys.ELECT_LEADERS, 1, 2);
    serve(ApiKeys.INCREMENTAL_ALTER_CONFIGS, 0, 1);
    serve(ApiKeys.ALTER_PARTITION_REASSIGNMENTS, 0, 1);
    serve(ApiKeys.LIST_PARTITION_REASSIGNMENTS, 0, 0);
    serve(ApiKeys.DESCRIBE_QUORUM, 0, 2);
    serve(ApiKeys.DESCRIBE_CLUSTER, 0, 2);
    serve(ApiKeys.CONSUMER_GROUP_HEARTBEAT, 0, 1);
    serve(ApiKeys.CONSUMER_GROUP_DESCRIBE, 0, 1);
    serve(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, 0, 0);
  }

  private ServedApis() {}

  /** The versions of one API, both ends included. */
  public record VersionRange(ApiKeys api, short min, short max) {
    public boolean contains(short version) {
      return version >= min && version <= max;
    }
  }

  private static void serve(ApiKeys api, int min, int max) {
    CLIENT_APIS.put(api.id, new VersionRange(api, (short) min, (short) max));
  }

  /** The versions served of an API, or null if it is not served at all. */
  public static @Nullable VersionRange find(short apiKey) {
    return CLIENT_APIS.get(apiKey);
  }

  /**
   * The versions served of an API.
   *
   * @throws IllegalArgumentException if it is not served
   */
  public static VersionRange get(ApiKeys api) {
    VersionRange range = find(api.id);
    if (range == null) {
      throw new IllegalArgumentException(api.name + " is not served");
    }
    return range;
  }

  /** Whether this version of this API is served. */
  public static boolean serves(short apiKey, short version) {
    VersionRange range = find(apiKey);
    return range != null && range.contains(version);
  }

  /** All that is served, by API key. */
  public static Collection<VersionRange> all() {
    return Collections.unmodifiableCollection(CLIENT_APIS.values());
  }
}
