package vivarium.desktop.inspector;

import java.util.List;
import vivarium.engine.api.Command;

/**
 * Something a person can do to what is selected.
 *
 * @param id stable name for tests and keys, for example {@code kill}
 * @param label in the person's language
 * @param manner how it is shown
 * @param commands what is asked of the cluster, in this order; one, unless several things are
 *     selected
 * @param confirmation what is lost for good by it, to be agreed to first; empty if nothing is
 */
public record Action(
    String id, String label, Manner manner, List<Command> commands, String confirmation) {

  public Action {
    commands = List.copyOf(commands);
    if (commands.isEmpty()) {
      throw new IllegalArgumentException("action " + id + " asks for nothing");
    }
  }

  /** An action that can be mended, and is done at once. */
  public Action(String id, String label, Manner manner, Command command) {
    this(id, label, manner, command, "");
  }

  /** An action that is agreed to first. */
  public Action(String id, String label, Manner manner, Command command, String confirmation) {
    this(id, label, manner, List.of(command), confirmation);
  }

  /** The only command of an action on one thing. */
  public Command command() {
    return commands.getFirst();
  }

  /** The same in other words. */
  public Action labelled(String other) {
    return new Action(id, other, manner, commands, confirmation);
  }

  /** Whether an action breaks or mends something. */
  public enum Manner {
    PLAIN,
    BREAKS,
    MENDS
  }
}
