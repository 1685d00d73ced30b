package vivarium.engine.broker;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import vivarium.engine.event.NodeId;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.quorum.ConfiguredTimes;
import vivarium.engine.quorum.QuorumObserver;

/** Follows the metadata log as an observer of the quorum and publishes what is committed. */
final class MetadataFollower {

  private final Coordination.MetadataListener listener;
  private final MetadataLog metadata;
  private final QuorumObserver observer;
  private MetadataImage image = MetadataImage.EMPTY;
  private boolean published;

  /**
   * @param configsAtStart broker configs that hold until the metadata says otherwise
   */
  MetadataFollower(
      NodeContext context,
      Supplier<List<NodeId>> controllers,
      SortedMap<String, String> configsAtStart,
      Coordination.MetadataListener listener) {
    this.listener = listener;
    this.metadata = new MetadataLog(context.disk());
    this.observer =
        new QuorumObserver(
            context,
            metadata,
            controllers,
            new ConfiguredTimes(configsAtStart, () -> image),
            this::publish);
  }

  /**
   * Begins to follow. What the disk has is known at once, but not acted on before the quorum's
   * leader has been heard of: it may be long out of date.
   */
  void start() {
    image = metadata.load();
    observer.start();
  }

  MetadataImage image() {
    return image;
  }

  /** The active controller, as far as this broker knows. */
  NodeId controller() {
    return observer.controller();
  }

  private void publish() {
    PartitionLog log = metadata.log();
    boolean caughtUp = log.highWatermark() >= observer.committedAtLeader();
    if (!caughtUp || (published && log.highWatermark() == image.endOffset())) {
      return;
    }
    // Of a broker that has just started, everything is new to the listener; where a snapshot has
    // come in place of the log, the records between are gone.
    MetadataDelta delta;
    if (published && log.logStartOffset() <= image.endOffset()) {
      delta = metadata.replay(image, log.highWatermark());
      image = delta.apply(log.highWatermark());
    } else {
      MetadataImage before = published ? image : MetadataImage.EMPTY;
      image = metadata.load();
      delta = MetadataDelta.between(before, image);
    }
    published = true;
    listener.metadataChanged(delta, image);
  }
}
