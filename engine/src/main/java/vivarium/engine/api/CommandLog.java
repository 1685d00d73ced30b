package vivarium.engine.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The commands that a cluster was given, in order. One thread (the loop) writes and any reads. At
 * {@link #MAX} it takes no more and counts them instead: what comes first cannot be done without.
 */
public final class CommandLog {

  /** How many are remembered. */
  public static final int MAX = 100_000;

  private final List<GivenCommand> all = new ArrayList<>();
  private long forgotten;

  /**
   * Takes note of a command that is about to be carried out.
   *
   * @return to be told what became of it
   */
  public synchronized Consumer<CommandResult> add(
      long atNanos, long afterSeq, long turn, boolean settled, boolean ofStep, Command command) {
    if (all.size() >= MAX) {
      forgotten++;
      return result -> {};
    }
    int index = all.size();
    all.add(new GivenCommand(index + 1L, atNanos, afterSeq, turn, settled, ofStep, command, null));
    return result -> answer(index, result);
  }

  private synchronized void answer(int index, CommandResult result) {
    all.set(index, all.get(index).answered(result));
  }

  /** Those that are remembered, as they are now. */
  public synchronized List<GivenCommand> all() {
    return List.copyOf(all);
  }

  /**
   * Those that are remembered after the first few, as they are now.
   *
   * @param number how many to leave out
   */
  public synchronized List<GivenCommand> after(int number) {
    return List.copyOf(all.subList(Math.min(number, all.size()), all.size()));
  }

  /** How many were given after it was full. */
  public synchronized long forgotten() {
    return forgotten;
  }
}
