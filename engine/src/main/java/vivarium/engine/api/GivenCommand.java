package vivarium.engine.api;

import org.jspecify.annotations.Nullable;

/**
 * A command that a cluster was given, and exactly when: the same cluster given the same commands at
 * the same moments does the same again.
 *
 * @param number which of the cluster's commands it is, from 1
 * @param atNanos the virtual time
 * @param afterSeq seq of the last event before it
 * @param turn how many of the happenings of just this time had come before it
 * @param settled whether none of them were left to come
 * @param ofStep whether a step of the scenario that is played asked for it, and no person
 * @param command what was asked
 * @param result what became of it; null as long as that is open
 */
public record GivenCommand(
    long number,
    long atNanos,
    long afterSeq,
    long turn,
    boolean settled,
    boolean ofStep,
    Command command,
    @Nullable CommandResult result) {

  GivenCommand answered(CommandResult answer) {
    return new GivenCommand(number, atNanos, afterSeq, turn, settled, ofStep, command, answer);
  }
}
