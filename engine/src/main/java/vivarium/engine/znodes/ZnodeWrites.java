package vivarium.engine.znodes;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.zookeeper.ZkOp;

/** Works out the writes that lead from one state of the metadata to another. */
final class ZnodeWrites {

  private static final int BLOCK = 1_000;

  private final KafkaZnodes znodes;
  private final MetadataImage before;
  private final MetadataImage after;
  private final int controllerEpoch;
  private final List<ZkOp.Write> writes = new ArrayList<>();

  ZnodeWrites(KafkaZnodes znodes, MetadataImage before, MetadataImage after, int controllerEpoch) {
    this.znodes = znodes;
    this.before = before;
    this.after = after;
    this.controllerEpoch = controllerEpoch;
  }

  List<ZkOp.Write> all(int broker) {
    for (TopicImage old : before.topics().values()) {
      TopicImage now = after.topic(old.name());
      if (now == null || !now.id().equals(old.id())) {
        delete(old);
      }
    }
    for (TopicImage now : after.topics().values()) {
      TopicImage old = before.topic(now.name());
      if (old == null || !old.id().equals(now.id())) {
        create(now);
      } else if (old != now) {
        change(old, now);
      }
      configs(ConfigResource.topic(now.name()), ZnodePaths.topicConfig(now.name()));
    }
    configs(ConfigResource.ALL_BROKERS, ZnodePaths.BROKER_DEFAULTS);
    if (after.nextProducerId() != before.nextProducerId()) {
      write(
          ZnodePaths.PRODUCER_IDS,
          new ZnodeData.ProducerIds(
              1,
              broker,
              Long.toString(after.nextProducerId() - BLOCK),
              Long.toString(after.nextProducerId() - 1)));
    }
    return writes;
  }

  private void write(String path, Record data) {
    String text = ZnodeData.write(data);
    int version = znodes.version(path);
    if (version < 0) {
      writes.add(ZkOp.Create.persistent(path, text));
    } else if (!text.equals(znodes.data(path))) {
      writes.add(new ZkOp.SetData(path, text, version));
    }
  }

  private void delete(String path) {
    int version = znodes.version(path);
    if (version >= 0) {
      writes.add(new ZkOp.Delete(path, version));
    }
  }

  private void create(TopicImage topic) {
    writes.add(
        ZkOp.Create.persistent(ZnodePaths.topic(topic.name()), ZnodeData.write(data(topic))));
    writes.add(ZkOp.Create.persistent(ZnodePaths.partitions(topic.name()), ""));
    topic.partitions().forEach((index, state) -> create(topic, index, state));
  }

  private void create(TopicImage topic, int index, PartitionState state) {
    TopicPartition id = new TopicPartition(topic.name(), index);
    writes.add(ZkOp.Create.persistent(ZnodePaths.partition(id), ""));
    writes.add(ZkOp.Create.persistent(ZnodePaths.state(id), ZnodeData.write(data(state))));
  }

  private void change(TopicImage old, TopicImage now) {
    write(ZnodePaths.topic(now.name()), data(now));
    now.partitions()
        .forEach(
            (index, state) -> {
              PartitionState known = old.partition(index);
              if (known == null) {
                create(now, index, state);
              } else if (!known.equals(state)) {
                String path = ZnodePaths.state(new TopicPartition(now.name(), index));
                writes.add(
                    new ZkOp.SetData(path, ZnodeData.write(data(state)), znodes.version(path)));
              }
            });
  }

  private void delete(TopicImage topic) {
    for (int index : topic.partitions().keySet()) {
      TopicPartition id = new TopicPartition(topic.name(), index);
      delete(ZnodePaths.state(id));
      delete(ZnodePaths.partition(id));
    }
    delete(ZnodePaths.partitions(topic.name()));
    delete(ZnodePaths.topic(topic.name()));
    delete(ZnodePaths.topicConfig(topic.name()));
  }

  private void configs(ConfigResource resource, String path) {
    SortedMap<String, String> now = after.configsOf(resource);
    if (!now.equals(before.configsOf(resource))) {
      write(path, new ZnodeData.Configs(1, now));
    }
  }

  private ZnodeData.State data(PartitionState state) {
    return new ZnodeData.State(
        controllerEpoch, state.leader(), 1, state.leaderEpoch(), state.isr());
  }

  private static ZnodeData.Topic data(TopicImage topic) {
    TreeMap<Integer, List<Integer>> replicas = new TreeMap<>();
    TreeMap<Integer, List<Integer>> adding = new TreeMap<>();
    TreeMap<Integer, List<Integer>> removing = new TreeMap<>();
    topic
        .partitions()
        .forEach(
            (index, state) -> {
              replicas.put(index, state.replicas());
              if (!state.adding().isEmpty()) {
                adding.put(index, state.adding());
              }
              if (!state.removing().isEmpty()) {
                removing.put(index, state.removing());
              }
            });
    return new ZnodeData.Topic(3, topic.id().toString(), replicas, adding, removing);
  }
}
