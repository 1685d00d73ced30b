package vivarium.desktop.commands;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.desktop.inspector.Actions;
import vivarium.desktop.inspector.InspectorBuilder;
import vivarium.desktop.inspector.InspectorContent;
import vivarium.desktop.inspector.Item;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** What the inspector of a thing has a button for and its context menu does not. */
final class InspectorOffers {

  /** How slow a machine is made by its name alone: slow enough to be seen. */
  private static final long SLOW_MS = 500;

  private final ClusterModel model;
  private final Texts texts;
  private final Selection selection;

  /**
   * Something that can be done to the selected thing, or cannot now.
   *
   * @param of the thing's name
   * @param why it cannot be done now; empty if it can
   */
  record Button(String of, Action action, String why) {}

  InspectorOffers(ClusterModel model, Texts texts, Selection selection) {
    this.model = model;
    this.texts = texts;
    this.selection = selection;
  }

  List<Button> all() {
    InspectorContent content = new InspectorBuilder(model, model.atNanos(), texts).build(selection);
    String of = selection instanceof Selection.Cluster ? "" : content.title();
    List<Button> all = new ArrayList<>();
    for (Action action : actions(content.items())) {
      if (!action.id().equals(Actions.DELETE_GROUP)) {
        all.add(new Button(of, action, ""));
      }
    }
    if (selection instanceof Selection.Node(NodeId id) && model.node(id) != null) {
      all.addAll(machine(id, of));
    }
    Set<List<Command>> known = new LinkedHashSet<>();
    new Actions(model, texts).of(selection).forEach(action -> known.add(action.commands()));
    return all.stream().filter(button -> known.add(button.action().commands())).toList();
  }

  /** The forms in which more can be said of the selected thing than a line of the palette holds. */
  List<Item.Form> forms() {
    return forms(new InspectorBuilder(model, model.atNanos(), texts).build(selection).items());
  }

  private static List<Item.Form> forms(List<Item> items) {
    List<Item.Form> found = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Item.Form form) {
        found.add(form);
      } else if (item instanceof Item.Section section) {
        found.addAll(forms(section.items()));
      }
    }
    return found;
  }

  private List<Action> actions(List<Item> items) {
    List<Action> found = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Item.Actions several) {
        found.addAll(several.actions());
      } else if (item instanceof Item.RowAction row) {
        // What the button says is about its row.
        Action action = row.action();
        found.add(action.labelled(texts.get("palette.of", action.label(), row.label())));
      } else if (item instanceof Item.Section section) {
        found.addAll(actions(section.items()));
      }
    }
    return found;
  }

  /** What can be set there as a number, and what is so already and has no button any more. */
  private List<Button> machine(NodeId id, String of) {
    String slowDisk = texts.get("palette.slowDisk", SLOW_MS);
    String slowCpu = texts.get("palette.slowCpu", SLOW_MS);
    String full = texts.get("action.diskFull");
    return List.of(
        fault(of, "slow-disk", slowDisk, new FaultSpec.SlowDisk(id, SLOW_MS), "faults.diskIsSlow"),
        fault(of, "slow-cpu", slowCpu, new FaultSpec.SlowCpu(id, SLOW_MS), "faults.cpuIsSlow"),
        fault(of, "disk-full", full, new FaultSpec.DiskFull(id), "faults.diskIsFull"));
  }

  /** A fault, and the key of what is said where it is there already. */
  private Button fault(String of, String action, String label, FaultSpec spec, String already) {
    String why = model.faults().containsKey(spec.key()) ? texts.get(already) : "";
    return new Button(of, new Action(action, label, Manner.BREAKS, new Command.Inject(spec)), why);
  }
}
