package vivarium.desktop.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.Possible.Fate;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.inspector.Actions;
import vivarium.desktop.inspector.Item;
import vivarium.desktop.stage.Focus;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** What the palette offers for what was typed, best first. */
public final class Offers {

  /** More lines than this are of no use: one types on. */
  public static final int MAX = 60;

  private final ClusterModel model;
  private final Texts texts;
  private final Selection selection;
  private final Window window;
  private final Narrator narrator;

  /** What the window can do and knows of itself. */
  public interface Window {

    /** Why an action cannot be done now; empty if it can. */
    String whyNot(WindowAction action);

    /** Why nothing can be changed in the cluster; empty if something can. */
    default String whyNoChange() {
      return "";
    }

    /** What else can be done in this window, such as opening a certain file. */
    default List<Offer> more() {
      return List.of();
    }

    void run(WindowAction action);

    /** Opens a form of the selected thing in the inspector. */
    void openForm(String key);

    void send(Command command);

    void select(Selection selection);
  }

  public Offers(ClusterModel model, Texts texts, Selection selection, Window window) {
    this.model = model;
    this.texts = texts;
    this.selection = selection;
    this.window = window;
    this.narrator = new Narrator(texts);
  }

  /**
   * The lines that contain each word typed, in either language: those first that, or of which what
   * is done, begin with them, brokers before controllers, and what cannot be done now after what
   * can. What reads as a command of {@code serve} stands before all.
   */
  public List<Offer> matching(String typed) {
    String query = typed.strip().toLowerCase(Locale.ROOT);
    List<Offer> found = new ArrayList<>(all().stream().filter(o -> matches(o, query)).toList());
    found.sort(
        Comparator.comparing((Offer offer) -> !offer.isAvailable())
            .thenComparing(offer -> !does(offer.title(), query))
            .thenComparing(offer -> !does(offer.otherWords(), query))
            .thenComparing(offer -> !query.isEmpty() && offer.afterBrokers())
            .thenComparing(offer -> !begins(offer.title(), query))
            .thenComparing(offer -> !begins(offer.otherWords(), query)));
    if (!query.isEmpty()) {
      typedCommand(typed.strip(), found);
    }
    return List.copyOf(found.subList(0, Math.min(MAX, found.size())));
  }

  private static boolean begins(String words, String query) {
    return words.toLowerCase(Locale.ROOT).startsWith(query);
  }

  /** Whether that, or what is done with the thing that is named first, begins so. */
  private static boolean does(String words, String query) {
    return begins(words, query) || words.toLowerCase(Locale.ROOT).contains(": " + query);
  }

  private static boolean matches(Offer offer, String query) {
    String words = (offer.title() + " " + offer.otherWords()).toLowerCase(Locale.ROOT);
    for (String word : query.split("\\s+")) {
      if (!words.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** What there is, found by its words in either language: Kafka's own are English everywhere. */
  private List<Offer> all() {
    List<Offer> here = inOneLanguage();
    List<Offer> there = new Offers(model, texts.other(), selection, window).inOneLanguage();
    List<Offer> all = new ArrayList<>();
    for (int i = 0; i < here.size(); i++) { // Both name the same things, in the same order.
      all.add(here.get(i).alsoFoundAs(there.get(i)));
    }
    return all;
  }

  private List<Offer> inOneLanguage() {
    List<Offer> offers = new ArrayList<>();
    NodeId selected = nodeSelected();
    String of = selected == null ? "" : narrator.name(selected);
    for (Action action : new Actions(model, texts).of(selection)) {
      if (!action.id().equals(Actions.DELETE_GROUP)) { // It stands among those of all groups.
        add(offers, of, action);
      }
    }
    for (InspectorOffers.Button button : new InspectorOffers(model, texts, selection).all()) {
      Action action = button.action();
      if (button.why().isEmpty()) {
        add(offers, button.of(), action);
      } else {
        String title = texts.get("palette.of", button.of(), action.label());
        offers.add(unavailable(title, orNoChange(button.why())));
      }
    }
    forms(offers, of);
    for (WindowAction action : WindowAction.values()) {
      if (action != WindowAction.PALETTE) {
        Offer offer =
            new Offer(
                sentence(action.title(texts)),
                action.otherWords(texts),
                action.keys(),
                window.whyNot(action),
                "",
                () -> window.run(action));
        offers.add(action == WindowAction.KILL_CONTROLLER ? offer.behindBrokers() : offer);
      }
    }
    if (!(selection instanceof Selection.Cluster)) {
      for (Action action : new Actions(model, texts).of(Selection.CLUSTER)) {
        add(offers, "", action);
      }
    }
    for (NodeView node : model.nodes().values()) {
      List<Offer> fates = new ArrayList<>();
      processes(fates, node);
      fates.forEach(fate -> offers.add(node.id().isBroker() ? fate : fate.behindBrokers()));
    }
    deletions(offers);
    offers.addAll(window.more());
    places(offers);
    return offers;
  }

  private void add(List<Offer> offers, String of, Action action) {
    String title = of.isEmpty() ? action.label() : texts.get("palette.of", of, action.label());
    offers.add(
        new Offer(
            title,
            "",
            window.whyNoChange(),
            action.confirmation(),
            () -> action.commands().forEach(window::send)));
  }

  /** What is filled in: faults of several kinds, by their words, whether they can be had or not. */
  private void forms(List<Offer> offers, String of) {
    Map<String, Item.Form> there = new LinkedHashMap<>();
    new InspectorOffers(model, texts, selection)
        .forms()
        .forEach(form -> there.put(form.key(), form));
    form(offers, of, there.remove("linkFault"), "palette.linkFault", "why.selectNode");
    form(offers, of, there.remove("requestFault"), "palette.requestFault", "why.selectPartition");
    there.values().forEach(form -> opening(offers, form.title(), form));
  }

  private void form(
      List<Offer> offers, String of, Item.@Nullable Form form, String titleKey, String whyNotKey) {
    String title = texts.get(titleKey);
    if (form == null) {
      offers.add(unavailable(title, orNoChange(texts.get(whyNotKey))));
    } else {
      opening(offers, of.isEmpty() ? title : texts.get("palette.of", of, title), form);
    }
  }

  private void opening(List<Offer> offers, String title, Item.Form form) {
    offers.add(new Offer(title, "", window.whyNoChange(), "", () -> window.openForm(form.key())));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** What can befall each process, now or not. */
  private void processes(List<Offer> offers, NodeView node) {
    Possible possible = new Possible(model, texts);
    List<Action> now = new Actions(model, texts).process(node.id());
    String name = narrator.name(node.id());
    for (Fate fate : Fate.values()) {
      String title = texts.get("palette.of", name, fate.title(texts));
      now.stream()
          .filter(action -> action.id().equals(fate.action))
          .findFirst()
          .ifPresentOrElse(
              action -> {
                if (!node.id().equals(nodeSelected())) { // Its own stand before all others.
                  add(offers, name, action);
                }
              },
              () -> offers.add(unavailable(title, orNoChange(possible.of(fate, node)))));
    }
  }

  /** Each group can be deleted, or has members that must leave first. */
  private void deletions(List<Offer> offers) {
    for (GroupView group : model.groups().values()) {
      Action delete = new Actions(model, texts).deletion(group);
      if (group.members().isEmpty()) {
        add(offers, "", delete);
      } else {
        offers.add(unavailable(delete.label(), orNoChange(nonEmpty(group.id()))));
      }
    }
  }

  private String nonEmpty(String group) {
    return texts.get("reason.nonEmptyGroup", group);
  }

  /** Everything that can be selected by its name. */
  private void places(List<Offer> offers) {
    for (NodeId node : model.nodes().keySet()) {
      place(offers, narrator.name(node), new Selection.Node(node));
    }
    for (String group : model.groups().keySet()) {
      place(offers, group, new Selection.Group(group));
    }
    for (NodeId client : model.clients().keySet()) {
      place(offers, client.name(), new Selection.Client(client));
    }
    for (String topic : model.topics().keySet()) {
      place(offers, texts.get("inspector.topicNamed", topic), new Selection.Topic(topic));
    }
    for (TopicPartition partition : model.partitions().keySet()) {
      place(offers, partition.toString(), new Selection.Partition(partition));
    }
  }

  private void place(List<Offer> offers, String name, Selection place) {
    offers.add(new Offer(texts.get("palette.goTo", name), "", "", "", () -> window.select(place)));
  }

  /** A command in the words of {@code serve} and of scenarios, or what is missing in it. */
  private void typedCommand(String typed, List<Offer> found) {
    String title = texts.get("palette.run", typed);
    if (!window.whyNoChange().isEmpty() && CommandText.begins(typed)) {
      found.add(unavailable(title, window.whyNoChange()));
      return;
    }
    try {
      List<Command> commands = CommandText.parse(typed).resolve(model, nodeSelected());
      if (!commands.isEmpty()
          && commands.getFirst() instanceof Command.DeleteGroup(String id)
          && hasMembers(id)) {
        found.add(unavailable(title, nonEmpty(id)));
      } else {
        found.add(0, new Offer(title, "", "", "", () -> commands.forEach(window::send)));
      }
    } catch (IllegalArgumentException e) {
      if (CommandText.begins(typed)) {
        String why = narrator.reason(String.valueOf(e.getMessage()));
        found.add(unavailable(title, why));
      }
    }
  }

  private boolean hasMembers(String group) {
    GroupView view = model.groups().get(group);
    return view != null && !view.members().isEmpty();
  }

  private static Offer unavailable(String title, String why) {
    return new Offer(title, "", why, "", () -> {});
  }

  private @Nullable NodeId nodeSelected() {
    return selection instanceof Selection.Node(NodeId id) ? id : null;
  }

  /** Why an action that concerns the cluster cannot be done now; empty if it can. */
  public String whyNot(WindowAction action) {
    Possible possible = new Possible(model, texts);
    return switch (action) {
      case KILL, FREEZE, RESTART, KILL_LEADER, KILL_CONTROLLER, UNDO, PRODUCE ->
          orNoChange(whyNotNow(action, possible));
      case FOCUS -> Focus.of(selection, model) == null ? texts.get("why.selectThing") : "";
      default -> "";
    };
  }

  /** Where nothing can be changed, that comes before whatever else stands in the way. */
  private String orNoChange(String why) {
    String noChange = window.whyNoChange();
    return noChange.isEmpty() ? why : noChange;
  }

  private String whyNotNow(WindowAction action, Possible possible) {
    return switch (action) {
      case KILL -> possible.withSelected(selection, Fate.KILL);
      case FREEZE -> possible.withSelected(selection, Fate.FREEZE);
      case RESTART -> possible.withSelected(selection, Fate.RESTART, Fate.RESUME);
      case KILL_LEADER -> possible.leaderOf(selection);
      case KILL_CONTROLLER -> possible.controller();
      default -> "";
    };
  }

  /** The command that kills the leader of the selected partition, if there is one. */
  public void killLeader(Consumer<Command> to) {
    TopicPartition id = selection.partitionOrNull();
    PartitionView partition = id == null ? null : model.partition(id);
    if (partition != null && partition.state().hasLeader()) {
      to.accept(new Command.Kill(NodeId.broker(partition.state().leader())));
    }
  }

  /** The command that kills the active controller, if there is one. */
  public void killController(Consumer<Command> to) {
    NodeId controller = model.controller();
    if (controller != null) {
      to.accept(new Command.Kill(controller));
    }
  }
}
