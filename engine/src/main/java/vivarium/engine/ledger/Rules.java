package vivarium.engine.ledger;

import vivarium.engine.event.Stamped;

/** Rules of one part of the cluster, which hold whatever breaks. */
interface Rules {

  /** Checks what an event says. */
  void note(Stamped stamped);

  /** Who is told of a broken rule. */
  interface Reporter {
    /**
     * Tells of it.
     *
     * @param stamped the event that broke it
     * @param invariant the rule, always in the same words
     * @param detail who and what
     */
    void broken(Stamped stamped, String invariant, String detail);
  }
}
