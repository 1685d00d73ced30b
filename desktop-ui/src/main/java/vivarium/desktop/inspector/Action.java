package vivarium.desktop.inspector;

import vivarium.engine.api.Command;

/**
 * Something a person can do to what is selected.
 *
 * @param id stable name for tests and keys, for example {@code kill}
 * @param label in the person's language
 * @param manner how it is shown
 * @param command what is asked of the cluster
 */
public record Action(String id, String label, Manner manner, Command command) {

  /** Whether an action breaks or mends something. */
  public enum Manner {
    PLAIN,
    BREAKS,
    MENDS
  }
}
