package vivarium.engine.log;

/** x. */
public final class PartitionLog {}
