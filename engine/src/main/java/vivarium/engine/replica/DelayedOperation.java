package vivarium.engine.replica;

/** A request that waits for something to happen to partitions, or for its time to be up. */
public interface DelayedOperation {

  /** Completes if it can be completed now; returns whether it is complete. */
  boolean tryComplete();

  /** Its time is up: completes with what there is. Not called once it is complete. */
  void expire();
}
