package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.znodes.KafkaZnodes;
import vivarium.engine.znodes.ZnodeData;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZkResult;
import vivarium.engine.zookeeper.ZooKeeperClient;

/**
 * Reads all of Kafka's znodes: first what there is and everything that was known to be there, and
 * then what has turned out to be there besides. Leaves watches for brokers that come and go and for
 * leaders' words of changed ISRs.
 */
final class ZnodeReader {

  private static final List<ZkOp.Read> LISTS =
      List.of(
          new ZkOp.GetChildren(ZnodePaths.BROKER_IDS, true),
          new ZkOp.GetChildren(ZnodePaths.ISR_CHANGES, true),
          new ZkOp.GetChildren(ZnodePaths.TOPICS, false),
          new ZkOp.GetChildren(ZnodePaths.TOPIC_CONFIGS, false));

  private final ZooKeeperClient zookeeper;

  /** What was read, and the znodes in which leaders told of changes. */
  record Found(KafkaZnodes znodes, List<String> isrChanges) {}

  ZnodeReader(ZooKeeperClient zookeeper) {
    this.zookeeper = zookeeper;
  }

  /**
   * Reads.
   *
   * @param known what was there when someone last looked
   * @param whenDone is given what was found, or null if the connection was lost
   */
  void read(MetadataImage known, Consumer<@Nullable Found> whenDone) {
    TreeSet<String> paths = new TreeSet<>();
    paths.add(ZnodePaths.BROKER_DEFAULTS);
    paths.add(ZnodePaths.PRODUCER_IDS);
    known.brokers().keySet().forEach(id -> paths.add(ZnodePaths.broker(id)));
    known
        .topics()
        .values()
        .forEach(topic -> addTopic(topic.name(), topic.partitions().keySet(), paths));
    List<ZkOp.Read> reads = new ArrayList<>(LISTS);
    reads.addAll(data(paths));
    ask(
        reads,
        whenDone,
        results -> {
          Found found = new Found(new KafkaZnodes(), new ArrayList<>());
          TreeSet<String> there = new TreeSet<>(paths);
          for (int i = 0; i < LISTS.size(); i++) {
            String parent = LISTS.get(i).path();
            for (String child : results.get(i).children()) {
              if (parent.equals(ZnodePaths.ISR_CHANGES)) {
                found.isrChanges().add(parent + "/" + child);
              } else {
                there.add(parent + "/" + child);
              }
            }
          }
          take(results.subList(LISTS.size(), results.size()), found, there);
          readOn(paths, there, found, whenDone);
        });
  }

  /** Reads what has turned out to be there, until nothing new does. */
  private void readOn(
      TreeSet<String> read,
      TreeSet<String> there,
      Found found,
      Consumer<@Nullable Found> whenDone) {
    TreeSet<String> missing = new TreeSet<>(there);
    missing.removeAll(read);
    if (missing.isEmpty()) {
      whenDone.accept(found);
      return;
    }
    ask(
        data(missing),
        whenDone,
        results -> {
          take(results, found, there);
          read.addAll(missing);
          readOn(read, there, found, whenDone);
        });
  }

  private static void take(List<ZkResult> results, Found found, TreeSet<String> there) {
    String prefix = ZnodePaths.TOPICS + "/";
    for (ZkResult each : results) {
      if (each.isOk()) {
        found.znodes().put(each);
        String below = each.path().startsWith(prefix) ? each.path().substring(prefix.length()) : "";
        if (!below.isEmpty() && below.indexOf('/') < 0) {
          ZnodeData.Topic topic = ZnodeData.read(each.data(), ZnodeData.Topic.class);
          addTopic(below, topic.partitions().keySet(), there);
        }
      }
    }
  }

  private static void addTopic(String name, Iterable<Integer> indexes, TreeSet<String> paths) {
    paths.add(ZnodePaths.topic(name));
    paths.add(ZnodePaths.topicConfig(name));
    paths.add(ZnodePaths.partitions(name));
    for (int index : indexes) {
      TopicPartition id = new TopicPartition(name, index);
      paths.add(ZnodePaths.partition(id));
      paths.add(ZnodePaths.state(id));
    }
  }

  private static List<ZkOp.Read> data(TreeSet<String> paths) {
    return paths.stream().<ZkOp.Read>map(path -> new ZkOp.GetData(path, false)).toList();
  }

  private void ask(
      List<ZkOp.Read> reads,
      Consumer<@Nullable Found> whenDone,
      Consumer<List<ZkResult>> whenRead) {
    zookeeper.submit(
        new ZkOp.MultiRead(reads),
        result -> {
          if (result.isOk()) {
            whenRead.accept(result.parts());
          } else {
            whenDone.accept(null);
          }
        });
  }
}
