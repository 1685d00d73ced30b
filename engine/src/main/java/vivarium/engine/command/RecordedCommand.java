package vivarium.engine.command;

import vivarium.engine.api.GivenCommand;

/**
 * A command that a cluster was given, as a file has it.
 *
 * @param number which of the cluster's commands it is, from 1
 * @param atNanos the virtual time
 * @param afterSeq seq of the last event before it
 * @param turn how many of the happenings of just this time had come before it
 * @param settled whether none of them were left to come
 * @param text what was asked
 * @param accepted whether it is known to have been accepted
 */
public record RecordedCommand(
    long number,
    long atNanos,
    long afterSeq,
    long turn,
    boolean settled,
    CommandText text,
    boolean accepted) {

  /** As the log of a cluster has it. */
  public static RecordedCommand of(GivenCommand given) {
    return new RecordedCommand(
        given.number(),
        given.atNanos(),
        given.afterSeq(),
        given.turn(),
        given.settled(),
        CommandText.parse(CommandText.words(given.command())),
        given.result() != null && given.result().isAccepted());
  }

  /** The same, with what became of it. */
  public RecordedCommand answered(boolean isAccepted) {
    return new RecordedCommand(number, atNanos, afterSeq, turn, settled, text, isAccepted);
  }
}
