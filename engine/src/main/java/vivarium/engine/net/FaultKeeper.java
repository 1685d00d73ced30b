package vivarium.engine.net;

import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.fault.ActiveFault;
import vivarium.engine.fault.Faults;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;

/** Keeps the cluster's faults and tells when one comes, strikes and goes. */
final class FaultKeeper {

  private final Journal journal;
  private final Causes causes;
  private final Faults faults = new Faults();

  FaultKeeper(Journal journal, Causes causes) {
    this.journal = journal;
    this.causes = causes;
  }

  Faults faults() {
    return faults;
  }

  /** The fault is there from now on. */
  void add(FaultSpec spec) {
    faults.add(spec, journal.emit(spec.place(), new Fault.Injected(spec)));
  }

  /** The fault is mended. */
  void remove(ActiveFault fault) {
    faults.remove(fault.spec().key());
    journal.emit(fault.spec().place(), new Fault.Healed(fault.spec(), false));
  }

  /**
   * The fault takes effect on a message.
   *
   * @param consequence what happens because of it, and has it as its cause
   */
  void strike(ActiveFault fault, Message message, Runnable consequence) {
    strike(
        fault,
        new Fault.Struck(
            fault.spec(), message.id(), message.request().apiName(), message.from(), message.to()),
        consequence);
  }

  /** The fault takes effect on a request at the node that was to serve it. */
  void strike(ActiveFault fault, Request request, Runnable consequence) {
    strike(
        fault,
        new Fault.Struck(
            fault.spec(), request.id(), request.apiName(), request.from(), request.to()),
        consequence);
  }

  private void strike(ActiveFault fault, Fault.Struck struck, Runnable consequence) {
    long cause = causes.current();
    fault.struck();
    long seq = journal.emit(struck.to(), struck, fault.seq());
    if (fault.isUsedUp()) {
      faults.remove(fault.spec().key());
      journal.emit(fault.spec().place(), new Fault.Healed(fault.spec(), true), seq);
    }
    causes.set(seq);
    consequence.run();
    causes.set(cause);
  }
}
