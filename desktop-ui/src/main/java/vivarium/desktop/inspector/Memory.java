package vivarium.desktop.inspector;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.model.RecordJourney.Hop;

/** What the model alone does not say: what led to something, and what became of a record. */
public interface Memory {

  /** Of a moment of which nothing but the model is left. */
  Memory NONE =
      new Memory() {
        @Override
        public Optional<StateEntry> entry(long seq) {
          return Optional.empty();
        }

        @Override
        public Iterator<StateEntry> newestFirst() {
          return Collections.emptyIterator();
        }

        @Override
        public RecordStory story(Selection.LogRecord record) {
          return new RecordStory(List.of(), null, "");
        }
      };

  /** What was asked of the cluster and is not carried out yet, in order. */
  default List<Command> asked() {
    return List.of();
  }

  /** Whether something can be changed: not in the past, and not in a recording. */
  default boolean allowsChanges() {
    return true;
  }

  /** The event with this seq and its causes, if it is remembered. */
  Optional<StateEntry> entry(long seq);

  /** What changed up to the moment looked at, newest first. */
  Iterator<StateEntry> newestFirst();

  /** What is known of a record. */
  RecordStory story(Selection.LogRecord record);

  /**
   * What became of a record, and what is in it.
   *
   * @param hops in order of time
   * @param stored as it lies in the log now; null while that is not known, and if it is gone
   * @param whyNot why it cannot be read, in the engine's words; empty if it can or is about to be
   */
  record RecordStory(List<Hop> hops, @Nullable StoredRecord stored, String whyNot) {
    public RecordStory {
      hops = List.copyOf(hops);
    }
  }
}
