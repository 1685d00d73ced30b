package vivarium.engine.model;

import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** The znodes and the open sessions of a ZooKeeper ensemble, as the events told. */
final class ZooKeeperInModel {

  final TreeMap<String, ZnodeView> znodes = new TreeMap<>();
  final TreeMap<Long, NodeId> sessions = new TreeMap<>();

  ZooKeeperInModel copy() {
    ZooKeeperInModel copy = new ZooKeeperInModel();
    copy.znodes.putAll(znodes);
    copy.sessions.putAll(sessions);
    return copy;
  }

  void apply(Stamped stamped, Coordination event) {
    switch (event) {
      case Coordination.ZnodeCreated(String path, String data, long owner) ->
          znodes.put(
              path,
              new ZnodeView(
                  path, data, 0, owner, stamped.atNanos(), stamped.atNanos(), stamped.seq()));
      case Coordination.ZnodeChanged(String path, String data, int version) ->
          znodes.computeIfPresent(
              path,
              (unused, old) ->
                  new ZnodeView(
                      path,
                      data,
                      version,
                      old.owner(),
                      old.createdAtNanos(),
                      stamped.atNanos(),
                      stamped.seq()));
      case Coordination.ZnodeDeleted(String path) -> znodes.remove(path);
      case Coordination.SessionOpened opened -> sessions.put(opened.sessionId(), stamped.node());
      case Coordination.SessionEnded ended -> sessions.remove(ended.sessionId());
      default -> {} // Nothing else is of the ensemble's state.
    }
  }
}
