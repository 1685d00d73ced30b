package vivarium.engine.controller;

import java.util.List;
import vivarium.engine.event.NodeId;
import vivarium.engine.znodes.ZnodeData;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.ZkError;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZkResult;
import vivarium.engine.zookeeper.ZooKeeperClient;

/**
 * How brokers agree on a controller with ZooKeeper: each tries to create {@code /controller} and to
 * count up {@code /controller_epoch} in one write, and watches what came of it. Source: Kafka's
 * {@code KafkaZkClient.registerControllerAndIncrementControllerEpoch}.
 */
final class ControllerElection {

  private final NodeId self;
  private final ZooKeeperClient zookeeper;
  private final Candidate candidate;
  private int activeId = -1;
  private boolean underWay;
  private boolean outOfDate;

  /** The broker's own part in it. */
  interface Candidate {
    boolean isActive();

    /** {@code /controller} is its own, with this epoch and this version of its znode. */
    void activate(int epoch, int epochVersion);

    /** Another is the controller, or nobody. */
    void resign();
  }

  ControllerElection(NodeId self, ZooKeeperClient zookeeper, Candidate candidate) {
    this.self = self;
    this.zookeeper = zookeeper;
    this.candidate = candidate;
  }

  /** The broker that is the controller as far as is known here, or -1. */
  int activeId() {
    return activeId;
  }

  /** Sees who is the controller, and stands for it if nobody is. */
  void hold() {
    if (underWay) {
      outOfDate = true; // What is being read may be old already.
      return;
    }
    underWay = true;
    outOfDate = false;
    zookeeper.submit(
        new ZkOp.MultiRead(
            List.of(
                new ZkOp.GetData(ZnodePaths.CONTROLLER, true),
                new ZkOp.GetData(ZnodePaths.CONTROLLER_EPOCH, false))),
        result -> {
          underWay = false;
          if (!result.isOk()) {
            return; // The connection is lost; when there is one again, this is asked again.
          }
          if (outOfDate) {
            hold();
            return;
          }
          ZkResult controller = result.parts().getFirst();
          ZkResult lastEpoch = result.parts().getLast();
          if (controller.isOk()) {
            found(controller);
          } else if (lastEpoch.isOk()) {
            activeId = -1;
            candidate.resign();
            stand(Integer.parseInt(lastEpoch.data()), lastEpoch.stat().version());
          }
        });
  }

  private void found(ZkResult controller) {
    activeId = ZnodeData.read(controller.data(), ZnodeData.Controller.class).brokerid();
    boolean mine = controller.stat().ephemeralOwner() == zookeeper.sessionId();
    if (!mine) {
      candidate.resign();
    } else if (!candidate.isActive()) {
      // It was made, and the answer lost: give it up, so that all begins in order.
      zookeeper.submit(
          new ZkOp.Delete(ZnodePaths.CONTROLLER, controller.stat().version()), unused -> {});
    }
  }

  private void stand(int lastEpoch, int version) {
    underWay = true;
    String me = ZnodeData.write(new ZnodeData.Controller(1, self.number()));
    zookeeper.submit(
        new ZkOp.Multi(
            List.of(
                ZkOp.Create.ephemeral(ZnodePaths.CONTROLLER, me),
                new ZkOp.SetData(
                    ZnodePaths.CONTROLLER_EPOCH, Integer.toString(lastEpoch + 1), version))),
        result -> {
          underWay = false;
          if (result.isOk()) {
            activeId = self.number();
            candidate.activate(lastEpoch + 1, version + 1);
          }
          if (result.error() != ZkError.CONNECTION_LOSS) {
            hold(); // Sees who it is, and leaves a watch.
          }
        });
  }

  /** The session is over, and with it whatever was asked. */
  void expired() {
    underWay = false;
    activeId = -1;
  }
}
