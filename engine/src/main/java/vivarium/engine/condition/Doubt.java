package vivarium.engine.condition;

/** Why something that is waited for, or named, will not be as things are. */
public sealed interface Doubt permits UnknownName, OutOfReach, NoReplica {

  /** What is wrong, and what would be right. */
  String sentence();

  /** Whether a client from outside may make it right yet. */
  boolean canComeFromOutside();

  /** Whether anything that can be done to a cluster may make it right yet. */
  boolean canCome();
}
