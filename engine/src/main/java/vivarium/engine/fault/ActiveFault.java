package vivarium.engine.fault;

import vivarium.engine.event.FaultSpec;

/** A fault that is there, and how often it has struck. */
public final class ActiveFault {

  private final FaultSpec spec;
  private final long seq;
  private int strikes;

  ActiveFault(FaultSpec spec, long seq) {
    this.spec = spec;
    this.seq = seq;
  }

  public FaultSpec spec() {
    return spec;
  }

  /** Seq of the event that told of its injection: the cause of whatever it does. */
  public long seq() {
    return seq;
  }

  /** Takes note that it has struck once more. */
  public void struck() {
    strikes++;
  }

  /** Whether it has struck as often as it was to. A held message stays held until it is healed. */
  public boolean isUsedUp() {
    return switch (spec) {
      case FaultSpec.OnRequests scripted ->
          scripted.requests().count() > 0 && strikes >= scripted.requests().count();
      case FaultSpec.OneMessage one -> strikes > 0 && one.fate() != FaultSpec.Fate.HOLD;
      case FaultSpec.OnLink unused -> false;
      case FaultSpec.OnNode unused -> false;
    };
  }

  /** Whether it may strike yet another message. */
  boolean isArmed() {
    return strikes == 0 || !(spec instanceof FaultSpec.OneMessage);
  }
}
