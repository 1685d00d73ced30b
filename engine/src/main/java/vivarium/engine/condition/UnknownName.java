package vivarium.engine.condition;

import java.util.List;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.text.Quoted;

/**
 * A name that stands for nothing.
 *
 * @param kind of what it is the name
 * @param name as it was written
 * @param there what there is of the kind; for a partition, the number of the topic's last
 */
public record UnknownName(Kind kind, String name, List<String> there) implements Doubt {

  /** More names than this are not listed. */
  private static final int MAX_LISTED = 12;

  public UnknownName {
    there = List.copyOf(there);
  }

  /** What can be named. */
  public enum Kind {
    TOPIC,
    PARTITION,
    GROUP,
    CLIENT,
    BROKER,
    CONTROLLER,
    /** A broker, a controller or a ZooKeeper server, by its id. */
    SERVER,
    ERROR
  }

  @Override
  public boolean canComeFromOutside() {
    return switch (kind) {
      case TOPIC, GROUP, CLIENT -> true;
      case PARTITION, BROKER, CONTROLLER, SERVER, ERROR -> false;
    };
  }

  @Override
  public boolean canCome() {
    return switch (kind) {
      case TOPIC, GROUP, CLIENT -> true;
      case PARTITION -> number() < ConfigCatalog.MAX_PARTITIONS_PER_TOPIC;
      case BROKER -> number() >= 1 && number() <= ClusterConfig.MAX_BROKERS;
      case CONTROLLER -> number() >= ClusterConfig.FIRST_CONTROLLER_ID;
      case SERVER -> number() >= 1;
      case ERROR -> false;
    };
  }

  /** A partition's in its topic, or a server's id. */
  private int number() {
    return Integer.parseInt(
        kind == Kind.PARTITION ? name.substring(name.lastIndexOf('-') + 1) : name);
  }

  /** Whether it may be of what comes in the first moments of a cluster, after its servers. */
  public boolean isOfTheBeginning() {
    return switch (kind) {
      case TOPIC, PARTITION, GROUP, CLIENT -> true;
      case BROKER, CONTROLLER, SERVER, ERROR -> false;
    };
  }

  /** What there is of the kind, with commas between; empty if there is nothing. */
  public String listed() {
    String names = String.join(", ", there.subList(0, Math.min(MAX_LISTED, there.size())));
    return there.size() > MAX_LISTED ? names + ", …" : names;
  }

  @Override
  public String sentence() {
    String quoted = Quoted.of(name);
    String listed = listed().isEmpty() ? "none" : listed();
    return switch (kind) {
      case TOPIC -> "there is no topic %s; topics: %s".formatted(quoted, listed);
      case PARTITION ->
          "there is no partition %s; the topic's partitions are numbered from 0 to %s"
              .formatted(quoted, listed);
      case GROUP -> "there is no group %s; groups: %s".formatted(quoted, listed);
      case CLIENT -> "there is no client %s; clients: %s".formatted(quoted, listed);
      case CONTROLLER -> "there is no controller %s; controllers: %s".formatted(quoted, listed);
      case SERVER -> "there is no node %s; nodes: %s".formatted(quoted, listed);
      case BROKER -> "there is no broker %s; brokers: %s".formatted(quoted, listed);
      case ERROR -> "there is no error %s; errors are such as: %s".formatted(quoted, listed);
    };
  }
}
