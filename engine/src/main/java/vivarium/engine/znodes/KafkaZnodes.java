package vivarium.engine.znodes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.zookeeper.Stat;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZkResult;

/**
 * Kafka's znodes as someone has read them, and the metadata that they amount to. The version of a
 * partition's state is its partition epoch, and the transaction that created a broker's znode is
 * the broker's epoch.
 */
public final class KafkaZnodes {

  /** Of what was written after everything that was read. */
  private static final long UNKNOWN_ZXID = Long.MAX_VALUE;

  private final TreeMap<String, Znode> znodes = new TreeMap<>();

  /** One znode; what its data says is read once. */
  private static final class Znode {
    final String data;
    final int version;
    final long czxid;
    final long mzxid;
    private @Nullable Record parsed;

    Znode(String data, int version, long czxid, long mzxid) {
      this.data = data;
      this.version = version;
      this.czxid = czxid;
      this.mzxid = mzxid;
    }

    <T extends Record> T as(Class<T> type) {
      T known = type.isInstance(parsed) ? type.cast(parsed) : ZnodeData.read(data, type);
      parsed = known;
      return known;
    }
  }

  /** A znode has been read. */
  public void put(ZkResult read) {
    Stat stat = read.stat();
    znodes.put(read.path(), new Znode(read.data(), stat.version(), stat.czxid(), stat.mzxid()));
  }

  /** A znode is there from this transaction on. */
  public void create(String path, String data, long zxid) {
    znodes.put(path, new Znode(data, 0, zxid, zxid));
  }

  /** Its data was set once more. */
  public void set(String path, String data) {
    Znode known = znodes.get(path);
    if (known != null) {
      znodes.put(path, new Znode(data, known.version + 1, known.czxid, UNKNOWN_ZXID));
    }
  }

  public void remove(String path) {
    znodes.remove(path);
  }

  /** The version of a znode, or -1 if it is not there. */
  public int version(String path) {
    Znode znode = znodes.get(path);
    return znode == null ? -1 : znode.version;
  }

  /** The data of a znode, or null if it is not there. */
  public @Nullable String data(String path) {
    Znode znode = znodes.get(path);
    return znode == null ? null : znode.data;
  }

  /** The names of the znodes directly under a path. */
  public List<String> children(String path) {
    String prefix = path + "/";
    List<String> names = new ArrayList<>();
    for (String each : znodes.tailMap(prefix).keySet()) {
      if (!each.startsWith(prefix)) {
        break;
      }
      String name = each.substring(prefix.length());
      if (name.indexOf('/') < 0) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * The metadata that the znodes amount to.
   *
   * @param endOffset to number it with
   */
  public MetadataImage image(long endOffset) {
    TreeMap<Integer, BrokerImage> brokers = new TreeMap<>();
    for (String id : children(ZnodePaths.BROKER_IDS)) {
      Znode znode = existing(ZnodePaths.BROKER_IDS + "/" + id);
      ZnodeData.Broker broker = znode.as(ZnodeData.Broker.class);
      brokers.put(
          Integer.valueOf(id),
          new BrokerImage(
              Integer.parseInt(id),
              znode.czxid,
              new Uuid(0, znode.czxid),
              broker.host(),
              broker.port(),
              List.of(),
              broker.rack(),
              false,
              false));
    }
    TreeMap<String, TopicImage> topics = new TreeMap<>();
    TreeMap<Uuid, String> names = new TreeMap<>();
    TreeMap<ConfigResource, SortedMap<String, String>> configs = new TreeMap<>();
    for (String name : children(ZnodePaths.TOPICS)) {
      TopicImage topic = topic(name);
      topics.put(name, topic);
      names.put(topic.id(), name);
      putConfigs(configs, ConfigResource.topic(name), ZnodePaths.topicConfig(name));
    }
    putConfigs(configs, ConfigResource.ALL_BROKERS, ZnodePaths.BROKER_DEFAULTS);
    return new MetadataImage(endOffset, brokers, topics, names, configs, nextProducerId());
  }

  private Znode existing(String path) {
    Znode znode = znodes.get(path);
    if (znode == null) {
      throw new IllegalStateException("there is no znode " + path);
    }
    return znode;
  }

  /**
   * Brokers that are in an ISR which was written before they registered: they died and were back
   * before anyone noticed.
   *
   * @param image what these znodes amount to
   */
  public SortedSet<Integer> bounced(MetadataImage image) {
    TreeSet<Integer> bounced = new TreeSet<>();
    for (TopicImage topic : image.topics().values()) {
      topic
          .partitions()
          .forEach(
              (index, state) -> {
                long written =
                    existing(ZnodePaths.state(new TopicPartition(topic.name(), index))).mzxid;
                for (int member : state.isr()) {
                  BrokerImage broker = image.broker(member);
                  if (broker != null && broker.epoch() > written) {
                    bounced.add(member);
                  }
                }
              });
    }
    return bounced;
  }

  private TopicImage topic(String name) {
    ZnodeData.Topic topic = existing(ZnodePaths.topic(name)).as(ZnodeData.Topic.class);
    TreeMap<Integer, PartitionState> partitions = new TreeMap<>();
    topic
        .partitions()
        .forEach(
            (index, replicas) -> {
              Znode znode = znodes.get(ZnodePaths.state(new TopicPartition(name, index)));
              if (znode != null) {
                ZnodeData.State state = znode.as(ZnodeData.State.class);
                partitions.put(
                    index,
                    new PartitionState(
                        state.leader(),
                        state.leaderEpoch(),
                        znode.version,
                        replicas,
                        state.isr(),
                        List.of(),
                        List.of(),
                        topic.adding().getOrDefault(index, List.of()),
                        topic.removing().getOrDefault(index, List.of())));
              }
            });
    return new TopicImage(name, Uuid.fromString(topic.topicId()), partitions);
  }

  private void putConfigs(
      TreeMap<ConfigResource, SortedMap<String, String>> configs,
      ConfigResource resource,
      String path) {
    Znode znode = znodes.get(path);
    if (znode != null) {
      configs.put(
          resource,
          Collections.unmodifiableSortedMap(
              new TreeMap<>(znode.as(ZnodeData.Configs.class).config())));
    }
  }

  private long nextProducerId() {
    Znode znode = znodes.get(ZnodePaths.PRODUCER_IDS);
    return znode == null ? 0 : Long.parseLong(znode.as(ZnodeData.ProducerIds.class).blockEnd()) + 1;
  }

  /**
   * The writes that lead from what the znodes amount to, to another state, each on condition that
   * nobody has written in between.
   *
   * @param before what these znodes amount to
   * @param controllerEpoch of the controller that writes
   */
  public List<ZkOp.Write> writes(
      MetadataImage before, MetadataImage after, int controllerEpoch, int broker) {
    return new ZnodeWrites(this, before, after, controllerEpoch).all(broker);
  }

  /** Takes note of writes that were carried out. */
  public void carriedOut(List<ZkOp.Write> writes) {
    for (ZkOp.Write write : writes) {
      switch (write) {
        case ZkOp.Create create -> create(create.path(), create.data(), UNKNOWN_ZXID);
        case ZkOp.SetData set -> set(set.path(), set.data());
        case ZkOp.Delete delete -> remove(delete.path());
        default -> {} // Changes no znode.
      }
    }
  }
}
