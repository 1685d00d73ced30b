package vivarium.engine.controller;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.znodes.KafkaZnodes;
import vivarium.engine.znodes.ZnodeData;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.Change;
import vivarium.engine.zookeeper.EnsembleHistory;

/**
 * Tells as events what committed transactions of ZooKeeper changed, whoever wrote them: znodes and
 * sessions as such, and what they mean to Kafka.
 */
public final class ZnodeChronicle implements EnsembleHistory.Listener {

  private final KafkaZnodes znodes = new KafkaZnodes();
  private final TreeMap<Long, NodeId> sessions = new TreeMap<>();
  private MetadataImage image = MetadataImage.EMPTY;

  @Override
  public void committed(NodeContext teller, NodeId author, long zxid, List<Change> changes) {
    long cause = teller.cause();
    changes.forEach(change -> takeNote(teller, author, change, zxid, cause));
    MetadataImage after = znodes.image(zxid);
    MetadataDelta delta = MetadataDelta.between(image, after);
    long headline = tellOfBrokers(teller, after, changes, cause);
    tellOfController(teller, changes, cause);
    tellOfConfigs(teller, delta, after, cause);
    headline = new MetadataEvents(teller).tellOfTopics(delta, after, cause, headline);
    image = after;
    teller.setCause(headline);
  }

  private void takeNote(NodeContext teller, NodeId author, Change change, long zxid, long cause) {
    ClusterEvent event =
        switch (change) {
          case Change.Created(String path, String data, long owner) -> {
            znodes.create(path, data, zxid);
            yield new Coordination.ZnodeCreated(path, data, owner);
          }
          case Change.DataSet(String path, String data) -> {
            znodes.set(path, data);
            yield new Coordination.ZnodeChanged(path, data, znodes.version(path));
          }
          case Change.Deleted(String path) -> {
            znodes.remove(path);
            yield new Coordination.ZnodeDeleted(path);
          }
          case Change.SessionOpened(long id, long password, int timeoutMs, NodeId client) -> {
            sessions.put(id, client);
            yield new Coordination.SessionOpened(id, timeoutMs);
          }
          case Change.SessionClosed(long id, boolean expired) ->
              new Coordination.SessionEnded(id, expired);
        };
    NodeId whose =
        switch (change) {
          case Change.SessionOpened opened -> opened.client();
          case Change.SessionClosed closed -> {
            NodeId client = sessions.remove(closed.id());
            yield client == null ? author : client;
          }
          default -> author;
        };
    teller.emitFor(whose, event, cause);
  }

  /** Returns what the changes of partitions follow from. */
  private long tellOfBrokers(
      NodeContext teller, MetadataImage after, List<Change> changes, long cause) {
    long headline = cause;
    for (BrokerImage old : image.brokers().values()) {
      BrokerImage now = after.broker(old.id());
      if (now == null || now.epoch() != old.epoch()) {
        headline =
            teller.emitFor(
                NodeId.broker(old.id()), new Node.Fenced(old.epoch(), why(changes)), cause);
      }
    }
    for (BrokerImage now : after.brokers().values()) {
      BrokerImage old = image.broker(now.id());
      if (old == null || old.epoch() != now.epoch()) {
        NodeId broker = NodeId.broker(now.id());
        long registered =
            teller.emitFor(broker, new Node.Registered(now.epoch(), now.rack()), cause);
        headline = teller.emitFor(broker, new Node.Unfenced(now.epoch()), registered);
      }
    }
    return headline;
  }

  private static String why(List<Change> changes) {
    boolean expired =
        changes.stream()
            .anyMatch(each -> each instanceof Change.SessionClosed closed && closed.expired());
    return expired ? "its ZooKeeper session expired" : "it closed its ZooKeeper session";
  }

  /** A broker that does not know whether it was elected gives up what it may have created. */
  private static String whyNoController(List<Change> changes) {
    return changes.stream().anyMatch(Change.SessionClosed.class::isInstance)
        ? why(changes)
        : "it deleted /controller to stand again, since the answer to its election was lost";
  }

  private void tellOfController(NodeContext teller, List<Change> changes, long cause) {
    for (Change change : changes) {
      switch (change) {
        case Change.Created(String path, String data, long owner)
            when path.equals(ZnodePaths.CONTROLLER) -> {
          int id = ZnodeData.read(data, ZnodeData.Controller.class).brokerid();
          String epoch = znodes.data(ZnodePaths.CONTROLLER_EPOCH);
          teller.emitFor(
              NodeId.broker(id),
              new Coordination.ControllerElected(epoch == null ? 0 : Integer.parseInt(epoch)),
              cause);
        }
        case Change.Deleted(String path) when path.equals(ZnodePaths.CONTROLLER) ->
            teller.emitFor(
                NodeId.CLUSTER, new Coordination.ControllerGone(whyNoController(changes)), cause);
        default -> {} // Nothing else makes or ends a controller.
      }
    }
  }

  /** The configs of a new topic are told of with the topic. */
  private void tellOfConfigs(
      NodeContext teller, MetadataDelta delta, MetadataImage after, long cause) {
    TreeSet<ConfigResource> resources = new TreeSet<>(image.configs().keySet());
    resources.addAll(after.configs().keySet());
    for (ConfigResource resource : resources) {
      boolean ofTopic = resource.type() == ConfigResource.TOPIC;
      boolean isTold =
          ofTopic
              && (delta.createdTopics().contains(resource.name())
                  || after.topic(resource.name()) == null);
      if (!isTold) {
        tellOfConfigs(teller, resource, after, cause);
      }
    }
  }

  private void tellOfConfigs(
      NodeContext teller, ConfigResource resource, MetadataImage after, long cause) {
    Metadata.ConfigScope scope =
        resource.type() == ConfigResource.TOPIC
            ? Metadata.ConfigScope.TOPIC
            : Metadata.ConfigScope.BROKERS;
    SortedMap<String, String> old = image.configsOf(resource);
    SortedMap<String, String> now = after.configsOf(resource);
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      @Nullable String value = now.get(key);
      if (value == null || !value.equals(old.get(key))) {
        teller.emit(new Metadata.ConfigChanged(scope, resource.name(), key, value), cause);
      }
    }
  }
}
