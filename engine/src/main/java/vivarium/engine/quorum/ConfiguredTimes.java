package vivarium.engine.quorum;

import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataImage;

/**
 * The quorum's times: as the metadata has them; before there is any, as the node was configured at
 * its start; else Kafka's defaults.
 */
public final class ConfiguredTimes implements QuorumTimes {

  private final SortedMap<String, String> atStart;
  private final Supplier<MetadataImage> image;

  public ConfiguredTimes(SortedMap<String, String> atStart, Supplier<MetadataImage> image) {
    this.atStart = atStart;
    this.image = image;
  }

  private long nanos(String key) {
    @Nullable String value = image.get().configsOf(ConfigResource.ALL_BROKERS).get(key);
    if (value == null) {
      value = atStart.get(key);
    }
    if (value == null) {
      value = ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).kafkaDefault();
    }
    return Long.parseLong(value) * 1_000_000;
  }

  @Override
  public long electionTimeoutNanos() {
    return nanos(ConfigCatalog.QUORUM_ELECTION_TIMEOUT_MS);
  }

  @Override
  public long fetchTimeoutNanos() {
    return nanos(ConfigCatalog.QUORUM_FETCH_TIMEOUT_MS);
  }

  @Override
  public long electionBackoffMaxNanos() {
    return nanos(ConfigCatalog.QUORUM_ELECTION_BACKOFF_MAX_MS);
  }

  @Override
  public long requestTimeoutNanos() {
    return nanos(ConfigCatalog.QUORUM_REQUEST_TIMEOUT_MS);
  }
}
