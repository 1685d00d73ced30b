package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.desktop.stage.ClientLook;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.NodeId.Kind;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.TopicView;

/** What makes sense now for a thing: the buttons of the inspector and the context menus. */
public final class Actions {

  /** The action that makes an Empty group go. */
  public static final String DELETE_GROUP = "delete-group";

  private final ClusterModel model;
  private final Texts texts;

  public Actions(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  public List<Action> of(Selection selection) {
    return switch (selection) {
      case Selection.Node(NodeId id) -> {
        List<Action> all = new ArrayList<>(process(id));
        all.addAll(leaving(id));
        all.addAll(links(id));
        yield all;
      }
      case Selection.Partition(var id) -> partition(model.partition(id));
      case Selection.Several(List<NodeId> ids) -> new SeveralActions(model, texts).of(ids);
      case Selection.Topic(String name) -> topic(name);
      case Selection.Replica(var id, int broker) -> replica(id, broker);
      case Selection.LogRecord record -> replica(record.partition(), record.broker());
      case Selection.Client(NodeId id) -> client(model.clients().get(id));
      case Selection.Group(String id) -> group(id);
      case Selection.Member(String group, String memberId) -> member(group, memberId);
      case Selection.Link(NodeId one, NodeId other) ->
          LinkActions.between(one, other, model, texts);
      case Selection.Znode unused -> List.of();
      case Selection.Cluster() -> {
        List<Action> all = new ArrayList<>(healing());
        all.addAll(growing());
        yield all;
      }
      case Selection.Message(long id) -> {
        Flow.Sent message = MessageInspector.find(model, model.atNanos(), id);
        yield message == null ? List.of() : MessageInspector.actions(message, texts);
      }
      case Selection.Event unused -> List.of();
    };
  }

  /** Kill, restart, freeze, resume, shut down: what the process of a node allows. */
  public List<Action> process(NodeId id) {
    NodeView node = model.node(id);
    if (node == null) {
      return List.of();
    }
    Action kill = new Action("kill", texts.get("action.kill"), Manner.BREAKS, new Command.Kill(id));
    return switch (node.process()) {
      case RUNNING ->
          List.of(
              kill,
              new Action(
                  "freeze", texts.get("action.freeze"), Manner.BREAKS, new Command.Freeze(id)),
              new Action(
                  "shutdown",
                  texts.get("action.shutDown"),
                  Manner.PLAIN,
                  new Command.ShutDown(id)));
      case FROZEN ->
          List.of(
              new Action(
                  "resume", texts.get("action.resume"), Manner.MENDS, new Command.Resume(id)),
              kill);
      case SHUTTING_DOWN -> List.of(kill);
      case STOPPED ->
          List.of(
              new Action(
                  "restart", texts.get("action.restart"), Manner.MENDS, new Command.Restart(id)));
    };
  }

  /** Taking a broker or controller out for good, unless it is on its way or the only one. */
  public List<Action> leaving(NodeId id) {
    NodeView node = model.node(id);
    if (node != null && id.isController() && !node.isLeaving() && model.coordinators().size() > 1) {
      return List.of(
          new Action(
              "remove-controller",
              texts.get("action.removeBroker"),
              Manner.BREAKS,
              new Command.RemoveController(id),
              texts.get("confirm.removeController", new Narrator(texts).name(id))));
    }
    if (node == null || !id.isBroker() || node.isLeaving() || model.brokers().size() == 1) {
      return List.of();
    }
    return List.of(
        new Action(
            "remove-broker",
            texts.get("action.removeBroker"),
            Manner.BREAKS,
            new Command.RemoveBroker(id),
            texts.get("confirm.removeBroker", new Narrator(texts).name(id))));
  }

  /** Making the cluster larger. */
  public List<Action> growing() {
    List<Action> actions = new ArrayList<>();
    if (model.brokers().size() < ClusterConfig.MAX_BROKERS) {
      actions.add(
          new Action(
              "add-broker",
              texts.get("action.addBroker"),
              Manner.PLAIN,
              new Command.AddBroker(null)));
    }
    boolean quorum = model.coordinators().stream().allMatch(node -> node.id().isController());
    if (quorum && model.coordinators().size() < ClusterConfig.MAX_CONTROLLERS) {
      actions.add(
          new Action(
              "add-controller",
              texts.get("action.addController"),
              Manner.PLAIN,
              new Command.AddController()));
    }
    return actions;
  }

  /** Cutting and healing each direction from a node to a broker. */
  public List<Action> links(NodeId id) {
    List<Action> actions = new ArrayList<>();
    for (NodeView other : model.nodes().values()) {
      if (!other.id().equals(id)) {
        actions.add(link(id, other.id()));
      }
    }
    return actions;
  }

  /** The one action that a direction allows: cutting it or healing it. */
  public Action link(NodeId from, NodeId to) {
    String name = new Narrator(texts).name(to);
    boolean cut = model.cutLinks().contains(new CutLink(from, to));
    return cut
        ? new Action(
            "heal-" + to.name(),
            texts.get("action.heal", name),
            Manner.MENDS,
            new Command.HealLink(from, to))
        : new Action(
            "cut-" + to.name(),
            texts.get("action.cut", name),
            Manner.BREAKS,
            new Command.CutLink(from, to));
  }

  private List<Action> partition(@Nullable PartitionView partition) {
    if (partition == null) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    PartitionState state = partition.state();
    if (state.hasLeader()) {
      NodeId leader = NodeId.broker(state.leader());
      for (Action action : process(leader)) {
        if (action.id().equals("kill") || action.id().equals("freeze")) {
          String label =
              texts.get(
                  "action.ofLeader", action.label(), texts.get("stage.broker", leader.name()));
          actions.add(new Action(action.id() + "-leader", label, Manner.BREAKS, action.command()));
        }
      }
    }
    actions.addAll(elections(partition));
    actions.addAll(topic(partition.id().topic()));
    return actions;
  }

  private List<Action> topic(String name) {
    TopicView topic = model.topics().get(name);
    return topic == null || topic.isInternal()
        ? List.of()
        : List.of(
            new Action(
                "delete-topic",
                texts.get("action.deleteTopic", name),
                Manner.BREAKS,
                new Command.DeleteTopic(name),
                texts.get("confirm.deleteTopic", name)));
  }

  /** What befalls the broker befalls the replica; and who leads may be changed. */
  private List<Action> replica(TopicPartition id, int broker) {
    PartitionView partition = model.partition(id);
    NodeId node = NodeId.broker(broker);
    String name = new Narrator(texts).name(node);
    List<Action> actions = new ArrayList<>();
    for (Action action : process(node)) {
      actions.add(action.labelled(texts.get("action.ofBroker", action.label(), name)));
    }
    if (partition != null) {
      actions.addAll(elections(partition));
    }
    return actions;
  }

  private List<Action> member(String group, String memberId) {
    GroupView view = model.groups().get(group);
    if (view == null) {
      return List.of();
    }
    return view.members().stream()
        .filter(member -> member.memberId().equals(memberId))
        .map(member -> ClientLook.nodeOf(member, group, model))
        .filter(node -> model.clients().containsKey(node) && node.kind() == Kind.CONSUMER)
        .map(this::remove)
        .toList();
  }

  /** Giving the partition back to its preferred leader, or to any replica where it has none. */
  private List<Action> elections(PartitionView partition) {
    PartitionState state = partition.state();
    if (!state.hasLeader()) {
      return List.of(
          new Action(
              "elect-unclean",
              texts.get("action.electUnclean"),
              Manner.BREAKS,
              new Command.ElectLeaders(ElectionType.UNCLEAN, List.of(partition.id())),
              texts.get("confirm.electUnclean")));
    }
    if (state.leader() == state.preferredLeader()) {
      return List.of();
    }
    String preferred = new Narrator(texts).name(NodeId.broker(state.preferredLeader()));
    return List.of(
        new Action(
            "elect-preferred",
            texts.get("action.electPreferred", preferred),
            Manner.PLAIN,
            new Command.ElectLeaders(ElectionType.PREFERRED, List.of(partition.id()))));
  }

  private List<Action> client(@Nullable ClientView client) {
    if (client == null || client.producer() == null) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    ProducerSettings settings = client.producer();
    for (int acks : new int[] {ProducerSettings.ACKS_ALL, 1, 0}) {
      if (acks != settings.acks()) {
        ProducerSettings changed = settings.withAcks(acks);
        actions.add(
            new Action(
                "acks-" + changed.acksWord(),
                texts.get("action.acks", changed.acksWord()),
                Manner.PLAIN,
                new Command.ChangeProducer(changed)));
      }
    }
    actions.add(remove(client.id()));
    return actions;
  }

  /** Taking a built-in client away. */
  public Action remove(NodeId client) {
    return new Action(
        "remove-" + client.name(),
        texts.get("action.remove", client.name()),
        Manner.BREAKS,
        new Command.RemoveClient(client));
  }

  private List<Action> group(String id) {
    List<Action> actions = new ArrayList<>();
    model.clients().values().stream()
        .filter(client -> client.consumer() != null && client.consumer().groupId().equals(id))
        .map(client -> remove(client.id()))
        .forEach(actions::add);
    GroupView view = model.groups().get(id);
    if (view != null) {
      actions.add(deletion(view));
    }
    return actions;
  }

  /** Of a group with members it is refused, which says why; nothing is lost then. */
  public Action deletion(GroupView group) {
    String name = texts.get("action.deleteGroup", group.id());
    Command delete = new Command.DeleteGroup(group.id());
    boolean loses = group.members().isEmpty() && !group.committed().isEmpty();
    return loses
        ? new Action(
            DELETE_GROUP, name, Manner.BREAKS, delete, texts.get("confirm.deleteGroup", group.id()))
        : new Action(DELETE_GROUP, name, Manner.BREAKS, delete);
  }

  /** Mending everything, offered while something is broken. */
  public List<Action> healing() {
    boolean broken =
        !model.cutLinks().isEmpty()
            || !model.faults().isEmpty()
            || model.nodes().values().stream()
                .anyMatch(node -> node.process() == NodeView.Process.FROZEN);
    return broken
        ? List.of(
            new Action(
                "heal-all", texts.get("action.healAll"), Manner.MENDS, new Command.HealAll()))
        : List.of();
  }
}
