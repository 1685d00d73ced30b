package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.engine.api.Command;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.FaultView;

/** What can be done to the way between two nodes: what a link drawn with the mouse offers. */
public final class LinkActions {

  /** Slow enough to be seen at classroom's speed, and more than replica.fetch.wait.max.ms. */
  private static final long DELAY_MS = 1_000;

  private static final double LOSS = 0.3;

  private LinkActions() {}

  /** The actions that make sense now, those that mend first. */
  public static List<Action> between(NodeId one, NodeId other, ClusterModel model, Texts texts) {
    Narrator narrator = new Narrator(texts);
    String a = narrator.name(one);
    String b = narrator.name(other);
    List<Action> mends = new ArrayList<>();
    List<Action> breaks = new ArrayList<>();
    direction(one, other, texts.get("link.oneWay", a, b), model, texts, mends, breaks);
    direction(other, one, texts.get("link.oneWay", b, a), model, texts, mends, breaks);
    LinkScope both = LinkScope.between(one, other);
    fault(
        new FaultSpec.LinkDelay(both, DELAY_MS),
        texts.get("link.delay", a, b, DELAY_MS),
        model,
        texts,
        mends,
        breaks);
    fault(
        new FaultSpec.LinkLoss(both, LOSS),
        texts.get("link.loss", a, b, Math.round(LOSS * 100)),
        model,
        texts,
        mends,
        breaks);
    mends.addAll(breaks);
    return List.copyOf(mends);
  }

  private static void direction(
      NodeId from,
      NodeId to,
      String name,
      ClusterModel model,
      Texts texts,
      List<Action> mends,
      List<Action> breaks) {
    String id = from.name() + "-" + to.name();
    if (model.cutLinks().contains(new CutLink(from, to))) {
      String label = texts.get("link.heal", name);
      mends.add(new Action("heal-" + id, label, Manner.MENDS, new Command.HealLink(from, to)));
    } else {
      String label = texts.get("link.cut", name);
      breaks.add(new Action("cut-" + id, label, Manner.BREAKS, new Command.CutLink(from, to)));
    }
  }

  private static void fault(
      FaultSpec fault,
      String label,
      ClusterModel model,
      Texts texts,
      List<Action> mends,
      List<Action> breaks) {
    String kind = fault instanceof FaultSpec.LinkLoss ? "loss" : "delay";
    FaultView there = model.faults().get(fault.key());
    if (there == null) {
      breaks.add(new Action(kind, label, Manner.BREAKS, new Command.Inject(fault)));
    } else {
      String mended = new Narrator(texts).fault(there.spec());
      mends.add(
          new Action(
              "heal-" + kind,
              texts.get("link.heal", mended),
              Manner.MENDS,
              new Command.Heal(fault.key())));
    }
  }
}
