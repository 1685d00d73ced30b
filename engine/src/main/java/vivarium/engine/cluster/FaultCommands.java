package vivarium.engine.cluster;

import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.fault.Faults;
import vivarium.engine.net.Nodes;
import vivarium.engine.wire.RequestErrors;

/** Carries out commands that break things until they are healed, and those that heal. */
final class FaultCommands {

  private final Nodes nodes;

  FaultCommands(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Breaks something.
   *
   * @throws IllegalArgumentException if what it names is not there
   */
  void inject(FaultSpec spec) {
    switch (spec) {
      case FaultSpec.OnLink onLink -> requireEnds(onLink.link());
      case FaultSpec.OnNode onNode -> requireServer(onNode.node());
      case FaultSpec.ApiError error -> {
        RequestErrors.requireError(error.error());
        requireRequests(error.requests());
      }
      case FaultSpec.Disconnect disconnect -> requireRequests(disconnect.requests());
      case FaultSpec.OneMessage one -> requireMessage(one.choice());
    }
    if (nodes.faults().isFull() && nodes.faults().find(spec.key()) == null) {
      throw new IllegalArgumentException(
          "there are %d faults already; heal some first".formatted(Faults.MAX_ACTIVE));
    }
    nodes.inject(spec);
  }

  /**
   * Mends a fault.
   *
   * @throws IllegalArgumentException if there is none of this key
   */
  void heal(String key) {
    if (!nodes.heal(key)) {
      throw new IllegalArgumentException("no fault '%s' is there".formatted(key));
    }
  }

  private void requireEnds(LinkScope link) {
    for (NodeId end : new NodeId[] {link.from(), link.to()}) {
      if (end != null) {
        requireThere(end);
      }
    }
  }

  private void requireRequests(RequestScope requests) {
    RequestErrors.requireApi(requests.api());
    if (requests.server() != null) {
      requireServer(requests.server());
    }
  }

  private void requireMessage(MessageChoice choice) {
    if (choice instanceof MessageChoice.Next(String api, NodeId from, NodeId to)) {
      requireThere(from);
      requireThere(to);
      if (api != null) {
        RequestErrors.requireApi(api);
      }
    }
  }

  private void requireThere(NodeId node) {
    if (nodes.find(node) == null && node.kind() != NodeId.Kind.EXTERNAL) {
      throw new IllegalArgumentException("there is no " + node);
    }
  }

  private void requireServer(NodeId node) {
    if (!node.isServer()) {
      throw new IllegalArgumentException(node + " is no broker, controller or ZooKeeper server");
    }
    requireThere(node);
  }
}
