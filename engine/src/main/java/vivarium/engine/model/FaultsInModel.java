package vivarium.engine.model;

import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** What is broken, as the events told. */
final class FaultsInModel {

  final TreeSet<CutLink> cutLinks = new TreeSet<>();
  final TreeMap<String, FaultView> active = new TreeMap<>();

  FaultsInModel copy() {
    FaultsInModel copy = new FaultsInModel();
    copy.cutLinks.addAll(cutLinks);
    copy.active.putAll(active);
    return copy;
  }

  void apply(Stamped stamped, Fault event) {
    switch (event) {
      case Fault.LinkCut(NodeId from, NodeId to) -> cutLinks.add(new CutLink(from, to));
      case Fault.LinkHealed(NodeId from, NodeId to) -> cutLinks.remove(new CutLink(from, to));
      case Fault.Injected(FaultSpec spec) ->
          active.put(spec.key(), new FaultView(spec, stamped.seq(), stamped.atNanos(), 0));
      case Fault.Struck struck ->
          active.computeIfPresent(
              struck.fault().key(), (unused, view) -> view.afterAnotherStrike());
      case Fault.Healed(FaultSpec spec, boolean unused) -> active.remove(spec.key());
    }
  }
}
