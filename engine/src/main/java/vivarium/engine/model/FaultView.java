package vivarium.engine.model;

import vivarium.engine.event.FaultSpec;

/**
 * A fault that is there.
 *
 * @param seq of the event that told of its injection
 * @param strikes how often it has taken effect, for those that are counted
 */
public record FaultView(FaultSpec spec, long seq, long sinceNanos, int strikes) {
  FaultView afterAnotherStrike() {
    return new FaultView(spec, seq, sinceNanos, strikes + 1);
  }
}
