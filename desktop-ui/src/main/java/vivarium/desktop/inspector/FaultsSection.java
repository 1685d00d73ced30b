package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.FaultView;

/** What is broken about a thing, how to mend it, and what else could be broken. */
final class FaultsSection {

  private static final String KEY = "faults";

  private final ClusterModel model;
  private final Texts texts;
  private final Narrator narrator;

  FaultsSection(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    this.narrator = new Narrator(texts);
  }

  /** The faults of a machine and of the links that end at it. */
  Item.Section ofNode(NodeId node) {
    List<Item> there = healable(spec -> concerns(spec, node));
    List<Item> items = new ArrayList<>(there);
    items.add(new Item.Actions("faultActions", machine(node)));
    FaultSpec disk = holding(new FaultSpec.SlowDisk(node, 1));
    items.add(
        slowness(
            "slowDisk",
            texts.get("faults.slowDisk"),
            texts.get("faults.slowDiskHelp"),
            disk,
            disk instanceof FaultSpec.SlowDisk slow ? slow.writeMs() : 0,
            ms -> new FaultSpec.SlowDisk(node, ms)));
    FaultSpec cpu = holding(new FaultSpec.SlowCpu(node, 1));
    items.add(
        slowness(
            "slowCpu",
            texts.get("faults.slowCpu"),
            texts.get("faults.slowCpuHelp"),
            cpu,
            cpu instanceof FaultSpec.SlowCpu slow ? slow.serviceMs() : 0,
            ms -> new FaultSpec.SlowCpu(node, ms)));
    if (model.nodes().size() > 1) {
      items.add(FaultForms.onLink(model, node, texts));
    }
    return section(there, items);
  }

  /** What is wrong with the way between two nodes, each to be mended. */
  List<Item> onLink(NodeId one, NodeId other) {
    return healable(
        spec ->
            spec instanceof FaultSpec.OnLink onLink
                && (onLink.link().covers(one, other) || onLink.link().covers(other, one)));
  }

  /** The errors that requests concerning a partition are answered with. */
  Item.Section ofPartition(TopicPartition partition) {
    List<Item> there =
        healable(
            spec ->
                spec instanceof FaultSpec.OnRequests errors
                    && partition.equals(errors.requests().partition()));
    List<Item> items = new ArrayList<>(there);
    items.add(FaultForms.onRequests(partition, texts));
    return section(there, items);
  }

  private Item.Section section(List<Item> rows, List<Item> items) {
    long there = rows.stream().filter(Item.RowAction.class::isInstance).count();
    String title =
        there == 0 ? texts.get("inspector.faults") : texts.get("inspector.faultsNow", there);
    return new Item.Section(KEY, title, items);
  }

  private List<Action> machine(NodeId node) {
    List<Action> actions = new ArrayList<>();
    actions.add(breaking("power-loss", texts.get("action.powerLoss"), new Command.PowerLoss(node)));
    actions.add(
        new Action(
            "wipe-disk",
            texts.get("action.wipeDisk"),
            Manner.BREAKS,
            new Command.WipeDisk(node),
            texts.get("confirm.wipeDisk")));
    FaultSpec full = new FaultSpec.DiskFull(node);
    if (holding(full) == null) {
      actions.add(breaking("disk-full", texts.get("action.diskFull"), new Command.Inject(full)));
    }
    return actions;
  }

  private static Action breaking(String id, String label, Command command) {
    return new Action(id, label, Manner.BREAKS, command);
  }

  /** Milliseconds that are changed where they stand; 0 heals. */
  private Item.Setting slowness(
      String key,
      String name,
      String meaning,
      @Nullable FaultSpec holding,
      long presentMs,
      Function<Long, FaultSpec> fault) {
    int max = (int) FaultSpec.MAX_MS;
    return new Item.Setting(
        key,
        name,
        Long.toString(presentMs),
        texts.get("faults.slowHelp", meaning, texts.get("setting.range", 0, max)),
        List.of(),
        typed -> {
          String given = typed.isBlank() ? "0" : typed;
          long ms = Numbers.whole(given, holding == null ? 1 : 0, max, texts);
          return ms == 0 && holding != null
              ? new Command.Heal(holding.key())
              : new Command.Inject(fault.apply(ms));
        });
  }

  /** The fault of the same kind and place that is there. */
  private @Nullable FaultSpec holding(FaultSpec alike) {
    FaultView view = model.faults().get(alike.key());
    return view == null ? null : view.spec();
  }

  private static boolean concerns(FaultSpec spec, NodeId node) {
    return switch (spec) {
      case FaultSpec.OnNode fault -> node.equals(fault.node());
      case FaultSpec.OnLink fault ->
          node.equals(fault.link().from()) || node.equals(fault.link().to());
      case FaultSpec.OnRequests fault -> node.equals(fault.requests().server());
      case FaultSpec.OneMessage fault ->
          fault.choice() instanceof MessageChoice.Next(String unused, NodeId from, NodeId to)
              && (node.equals(from) || node.equals(to));
    };
  }

  private List<Item> healable(Predicate<FaultSpec> which) {
    List<Item> rows = new ArrayList<>();
    for (FaultView view : model.faults().values()) {
      if (which.test(view.spec())) {
        String key = view.spec().key();
        if (view.spec() instanceof FaultSpec.ApiError error) {
          // Kafka's names are long, and none may be cut: it stands above what it is for.
          rows.add(new Item.Note("error-" + key, error.error(), Tone.BAD));
        }
        rows.add(
            new Item.RowAction(
                "fault-" + key,
                label(view.spec()),
                amount(view),
                Tone.BAD,
                new Action(
                    "heal-" + key.replaceAll("[^A-Za-z0-9]+", "-"),
                    texts.get("action.healShort"),
                    Manner.MENDS,
                    new Command.Heal(key))));
      }
    }
    return rows;
  }

  /** Which fault, in as few words as fit into a row. */
  private String label(FaultSpec spec) {
    return switch (spec) {
      case FaultSpec.LinkDelay fault -> onLink(texts.get("faults.delay"), fault.link());
      case FaultSpec.LinkJitter fault -> onLink(texts.get("faults.jitter"), fault.link());
      case FaultSpec.LinkLoss fault -> onLink(texts.get("faults.loss"), fault.link());
      case FaultSpec.LinkBandwidth fault -> onLink(texts.get("faults.bandwidth"), fault.link());
      case FaultSpec.SlowCpu unused -> texts.get("faults.cpuIsSlow");
      case FaultSpec.SlowDisk unused -> texts.get("faults.diskIsSlow");
      case FaultSpec.DiskFull unused -> texts.get("faults.diskIsFull");
      case FaultSpec.ApiError fault -> texts.get("faults.insteadOf", fault.requests().api());
      case FaultSpec.Disconnect fault -> texts.get("faults.disconnectOf", fault.requests().api());
      case FaultSpec.OneMessage unused -> narrator.fault(spec);
    };
  }

  private String onLink(String kind, LinkScope link) {
    return kind + " " + end(link.from()) + (link.bothWays() ? "↔" : "→") + end(link.to());
  }

  private String end(@Nullable NodeId node) {
    return node == null ? texts.get("fault.everyNode") : node.name();
  }

  private String amount(FaultView view) {
    return switch (view.spec()) {
      case FaultSpec.LinkDelay fault -> fault.delayMs() + " ms";
      case FaultSpec.LinkJitter fault -> fault.jitterMs() + " ms";
      case FaultSpec.LinkLoss fault -> percent(fault.probability());
      case FaultSpec.LinkBandwidth fault -> Units.count(fault.bytesPerSecond()) + " B/s";
      case FaultSpec.SlowCpu fault -> fault.serviceMs() + " ms";
      case FaultSpec.SlowDisk fault -> fault.writeMs() + " ms";
      case FaultSpec.DiskFull unused -> "";
      case FaultSpec.OnRequests fault -> requests(fault.requests(), view.strikes());
      case FaultSpec.OneMessage unused -> "";
    };
  }

  /** How often, and how many of them are still to come. */
  private String requests(RequestScope scope, int strikes) {
    List<String> parts = new ArrayList<>();
    if (scope.count() != RequestScope.UNTIL_HEALED) {
      parts.add(texts.get("faults.next", Math.max(0, scope.count() - strikes)));
    }
    if (scope.probability() < 1) {
      parts.add(percent(scope.probability()));
    }
    return parts.isEmpty() ? texts.get("faults.always") : String.join(", ", parts);
  }

  private static String percent(double probability) {
    return Units.rate(probability * 100) + " %";
  }
}
