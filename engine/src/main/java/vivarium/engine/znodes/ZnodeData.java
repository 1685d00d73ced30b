package vivarium.engine.znodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What stands in Kafka's znodes, as JSON. Source: Kafka's {@code ZkData}. */
public final class ZnodeData {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private ZnodeData() {}

  /** In {@code /brokers/ids/N}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Broker(int version, String host, int port, @Nullable String rack) {}

  /** In {@code /controller}. */
  public record Controller(int version, int brokerid) {}

  /** In {@code /brokers/topics/T}: the replicas of each partition by its number. */
  public record Topic(
      int version,
      @JsonProperty("topic_id") String topicId,
      SortedMap<Integer, List<Integer>> partitions,
      @JsonProperty("adding_replicas") SortedMap<Integer, List<Integer>> adding,
      @JsonProperty("removing_replicas") SortedMap<Integer, List<Integer>> removing) {}

  /** In {@code /brokers/topics/T/partitions/N/state}. */
  public record State(
      @JsonProperty("controller_epoch") int controllerEpoch,
      int leader,
      int version,
      @JsonProperty("leader_epoch") int leaderEpoch,
      List<Integer> isr) {}

  /** In {@code /config/topics/T} and {@code /config/brokers/<default>}. */
  public record Configs(int version, SortedMap<String, String> config) {}

  /** In {@code /latest_producer_id_block}. */
  public record ProducerIds(
      int version,
      int broker,
      @JsonProperty("block_start") String blockStart,
      @JsonProperty("block_end") String blockEnd) {}

  /** In each child of {@code /isr_change_notification}. */
  public record IsrChange(int version, List<Partition> partitions) {
    /** A partition whose ISR its leader changed. */
    public record Partition(String topic, int partition) {}
  }

  public static String write(Record data) {
    return JSON.writeValueAsString(data);
  }

  public static <T extends Record> T read(String data, Class<T> type) {
    return JSON.readValue(data, type);
  }
}
