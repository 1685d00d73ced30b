package vivarium.engine.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;

/**
 * A topic to create.
 *
 * @param name its name, as Kafka allows names
 * @param partitions how many, 1 to {@link ConfigCatalog#MAX_PARTITIONS_PER_TOPIC}
 * @param replicationFactor replicas of each partition, 1 or more
 * @param configs topic configs by Kafka's names
 */
public record TopicSpec(
    String name, int partitions, int replicationFactor, SortedMap<String, String> configs) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  public TopicSpec {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'%s' is not a topic name: 1 to 249 of letters, digits, '.', '_' and '-'"
              .formatted(name));
    }
    if (partitions < 1 || partitions > ConfigCatalog.MAX_PARTITIONS_PER_TOPIC) {
      throw new IllegalArgumentException(
          "topic %s: partitions=%d must be 1 to %d"
              .formatted(name, partitions, ConfigCatalog.MAX_PARTITIONS_PER_TOPIC));
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "topic %s: replication factor %d must be 1 or more".formatted(name, replicationFactor));
    }
    configs.forEach((key, value) -> ConfigCatalog.get(ConfigSpec.Scope.TOPIC, key).validate(value));
    configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
  }

  public static TopicSpec of(String name, int partitions, int replicationFactor) {
    return new TopicSpec(name, partitions, replicationFactor, new TreeMap<>());
  }

  public TopicSpec with(String key, String value) {
    TreeMap<String, String> all = new TreeMap<>(configs);
    all.put(key, value);
    return new TopicSpec(name, partitions, replicationFactor, all);
  }

  public TopicSpec with(Map<String, String> more) {
    TreeMap<String, String> all = new TreeMap<>(configs);
    all.putAll(more);
    return new TopicSpec(name, partitions, replicationFactor, all);
  }
}
