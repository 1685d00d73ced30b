package vivarium.engine.cluster;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.CommandResult;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.controller.Controller;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeHost;
import vivarium.engine.net.Nodes;

/**
 * Which controllers there are, or ZooKeeper servers: those of the config at first, then whoever was
 * added and not removed (KIP-853). A new controller follows the log without a vote until it has all
 * of it; one that goes loses its vote first. A ZooKeeper ensemble stays as it was configured.
 */
final class Controllers {

  private static final long LOOK_NANOS = 100_000_000L;

  /** So long a vote may take to be given or taken. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Cluster cluster;
  private final Nodes nodes;
  private final boolean quorum;
  private final TreeSet<Integer> ids = new TreeSet<>();
  private int highest;
  private boolean changing;

  Controllers(Cluster cluster, ClusterConfig config) {
    this.cluster = cluster;
    this.nodes = cluster.nodes();
    this.quorum = config.coordination() == CoordinationMode.KRAFT;
    ids.addAll(config.controllerIds());
    highest = ids.last();
  }

  /** All of them, in order of id. */
  List<NodeId> ids() {
    return ids.stream().map(id -> quorum ? NodeId.controller(id) : NodeId.zookeeper(id)).toList();
  }

  /** Their numbers, in order. */
  List<Integer> numbers() {
    return List.copyOf(ids);
  }

  /** Adds a controller; {@code done} is told once it votes. */
  void add(NodeHost.ProcessFactory process, Consumer<CommandResult> done) throws NotNow {
    requireQuorum();
    if (ids.size() >= ClusterConfig.MAX_CONTROLLERS) {
      throw new NotNow(
          "there are %d controllers already, and there can be no more; remove one first"
              .formatted(ids.size()));
    }
    requireLeader();
    highest++; // An id is not used again: a voter without its log could break the quorum's word.
    int id = highest;
    NodeId controller = NodeId.controller(id);
    ids.add(id);
    nodes.add(controller, process);
    nodes.start(controller);
    changing = true;
    long cause = cluster.journal().lastSeq();
    long deadline = cluster.scheduler().nowNanos() + PATIENCE_NANOS;
    askToVote(controller, cause, deadline, done);
  }

  private void askToVote(
      NodeId controller, long cause, long deadline, Consumer<CommandResult> done) {
    later(
        cause,
        () ->
            cluster
                .operator()
                .addVoter(
                    controller.number(),
                    error -> {
                      if (error == Errors.NONE || error == Errors.DUPLICATE_VOTER) {
                        changing = false;
                        done.accept(new CommandResult.Accepted());
                      } else if (isLate(deadline)) {
                        changing = false;
                        done.accept(
                            new CommandResult.Refused(
                                "%s follows without a vote: a majority of the voters must run and reach it"
                                    .formatted(controller)));
                      } else {
                        askToVote(controller, cause, deadline, done);
                      }
                    }));
  }

  /** Takes a controller's vote and then the controller; {@code done} is told once it is gone. */
  void remove(NodeId controller, Consumer<CommandResult> done) throws NotNow {
    requireQuorum();
    Controller leader = requireLeader();
    List<Integer> voters = leader.voters();
    int id = controller.number();
    if (voters.equals(List.of(id)) || ids.size() == 1) {
      throw new NotNow(controller + " is the last that stays; add another before you remove it");
    }
    long others = voters.stream().filter(each -> each != id).filter(this::isAlive).count();
    int majority = (voters.contains(id) ? voters.size() - 1 : voters.size()) / 2 + 1;
    if (others < majority) {
      throw new NotNow(
          "without %s, %d of the voters that stay would have to run, and %d do; restart one first"
              .formatted(controller, majority, others));
    }
    changing = true;
    long began = cluster.journal().emit(controller, new Node.RemovalBegan(0));
    long deadline = cluster.scheduler().nowNanos() + PATIENCE_NANOS;
    takeVote(controller, began, deadline, done);
  }

  private boolean isAlive(int controller) {
    NodeId id = NodeId.controller(controller);
    return nodes.isRunning(id) && !nodes.isFrozen(id);
  }

  private void takeVote(
      NodeId controller, long began, long deadline, Consumer<CommandResult> done) {
    cluster.becauseOf(began);
    cluster
        .operator()
        .removeVoter(
            controller.number(),
            error -> {
              if (error == Errors.NONE || error == Errors.VOTER_NOT_FOUND) {
                discard(controller, began, done);
              } else if (isLate(deadline)) {
                changing = false;
                giveUp(
                    controller,
                    began,
                    "a majority of the voters must run and reach each other",
                    done);
              } else {
                later(began, () -> takeVote(controller, began, deadline, done));
              }
            });
  }

  private void giveUp(NodeId controller, long began, String reason, Consumer<CommandResult> done) {
    cluster.journal().emit(controller, new Node.RemovalGivenUp(reason), began);
    done.accept(new CommandResult.Refused(reason));
  }

  /** It votes no more: its process ends, and its machine goes. */
  private void discard(NodeId controller, long began, Consumer<CommandResult> done) {
    if (nodes.isRunning(controller)) {
      if (nodes.isFrozen(controller)) {
        nodes.kill(controller);
      } else if (!nodes.isShuttingDown(controller)) {
        nodes.shutDown(controller);
      }
      later(began, () -> discard(controller, began, done));
      return;
    }
    nodes.discard(controller);
    ids.remove(controller.number());
    changing = false;
    done.accept(new CommandResult.Accepted());
  }

  private void later(long cause, Runnable action) {
    cluster
        .scheduler()
        .after(
            LOOK_NANOS,
            () -> {
              cluster.becauseOf(cause);
              action.run();
            });
  }

  private boolean isLate(long deadline) {
    return cluster.scheduler().nowNanos() >= deadline;
  }

  private void requireQuorum() throws NotNow {
    if (!quorum) {
      throw new NotNow(
          "a ZooKeeper ensemble keeps the servers it was configured with; begin a cluster with more of them, or with KRaft");
    }
    if (changing) {
      throw new NotNow(
          "the voters are being changed; wait until that is done, one comes or goes at a time");
    }
  }

  private Controller requireLeader() throws NotNow {
    for (int id : ids) {
      Controller controller = cluster.controller(id);
      if (controller != null && controller.leadsQuorum()) {
        return controller;
      }
    }
    throw new NotNow(
        "no controller is active, and only that one can change who votes; restart or heal first");
  }
}
