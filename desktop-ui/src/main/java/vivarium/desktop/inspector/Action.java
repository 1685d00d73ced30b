package vivarium.desktop.inspector;

import vivarium.engine.api.Command;

/**
 * Something a person can do to what is selected.
 *
 * @param id stable name for tests and keys, for example {@code kill}
 * @param label in the person's language
 * @param manner how it is shown
 * @param command what is asked of the cluster
 * @param confirmation what is lost for good by it, to be agreed to first; empty if nothing is
 */
public record Action(String id, String label, Manner manner, Command command, String confirmation) {

  /** An action that can be mended, and is done at once. */
  public Action(String id, String label, Manner manner, Command command) {
    this(id, label, manner, command, "");
  }

  /** Whether an action breaks or mends something. */
  public enum Manner {
    PLAIN,
    BREAKS,
    MENDS
  }
}
