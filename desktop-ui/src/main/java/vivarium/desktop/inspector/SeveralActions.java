package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.engine.api.Command;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.FaultView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.NodeView.Process;

/** What makes sense for several brokers and controllers at once; each says for how many of them. */
final class SeveralActions {

  private final ClusterModel model;
  private final Texts texts;

  SeveralActions(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  List<Action> of(List<NodeId> ids) {
    List<Action> actions = new ArrayList<>();
    all(
        actions,
        "kill",
        texts.get("action.kill"),
        Manner.BREAKS,
        those(ids, NodeView::isAlive, Command.Kill::new));
    all(
        actions,
        "freeze",
        texts.get("action.freeze"),
        Manner.BREAKS,
        those(ids, node -> node.process() == Process.RUNNING, Command.Freeze::new));
    all(
        actions,
        "shutdown",
        texts.get("action.shutDown"),
        Manner.PLAIN,
        those(ids, node -> node.process() == Process.RUNNING, Command.ShutDown::new));
    all(
        actions,
        "resume",
        texts.get("action.resume"),
        Manner.MENDS,
        those(ids, node -> node.process() == Process.FROZEN, Command.Resume::new));
    all(
        actions,
        "restart",
        texts.get("action.restart"),
        Manner.MENDS,
        those(ids, node -> node.process() == Process.STOPPED, Command.Restart::new));
    List<Command> cuts = cutsToTheRest(ids);
    if (!cuts.isEmpty()) {
      actions.add(new Action("cut-off", texts.get("action.cutOff"), Manner.BREAKS, cuts, ""));
    }
    List<Command> mends = mends(ids);
    if (!mends.isEmpty()) {
      actions.add(new Action("heal-these", texts.get("action.healThese"), Manner.MENDS, mends, ""));
    }
    return actions;
  }

  private List<Command> those(
      List<NodeId> ids, Predicate<NodeView> which, Function<NodeId, Command> command) {
    List<Command> commands = new ArrayList<>();
    for (NodeId id : ids) {
      NodeView node = model.node(id);
      if (node != null && which.test(node)) {
        commands.add(command.apply(id));
      }
    }
    return commands;
  }

  private void all(
      List<Action> actions, String id, String name, Manner manner, List<Command> commands) {
    if (!commands.isEmpty()) {
      String label = texts.get("action.allOf", name, commands.size());
      actions.add(new Action(id, label, manner, commands, ""));
    }
  }

  /** Both directions between each of them and every node that is not of them. */
  private List<Command> cutsToTheRest(List<NodeId> ids) {
    List<Command> commands = new ArrayList<>();
    for (NodeId id : ids) {
      for (NodeId other : model.nodes().keySet()) {
        if (!ids.contains(other) && model.node(id) != null) {
          cut(commands, id, other);
          cut(commands, other, id);
        }
      }
    }
    return commands;
  }

  private void cut(List<Command> commands, NodeId from, NodeId to) {
    if (!model.cutLinks().contains(new CutLink(from, to))) {
      commands.add(new Command.CutLink(from, to));
    }
  }

  /** Every link that ends at one of them, and every fault that is named after one. */
  private List<Command> mends(List<NodeId> ids) {
    List<Command> commands = new ArrayList<>();
    for (CutLink link : model.cutLinks()) {
      if (ids.contains(link.from()) || ids.contains(link.to())) {
        commands.add(new Command.HealLink(link.from(), link.to()));
      }
    }
    for (FaultView fault : model.faults().values()) {
      FaultSpec spec = fault.spec();
      if (ids.stream().anyMatch(spec::concerns)) {
        commands.add(new Command.Heal(spec.key()));
      }
    }
    return commands;
  }
}
