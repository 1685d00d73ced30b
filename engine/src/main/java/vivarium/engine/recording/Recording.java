package vivarium.engine.recording;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.command.RecordedCommand;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.SavedSession;

/**
 * A recording in memory.
 *
 * @param header what it is of
 * @param events everything that happened
 * @param commands everything that was asked, with what became of it
 * @param outsiders whether clients outside the process took part
 * @param endNanos the virtual time up to which it goes
 * @param damage what is wrong with the rest of the file, in a sentence; null if it is whole
 */
public record Recording(
    RecordingHeader header,
    EventLog events,
    List<RecordedCommand> commands,
    boolean outsiders,
    long endNanos,
    @Nullable String damage) {

  public Recording {
    commands = List.copyOf(commands);
  }

  /**
   * Reads a recording whole.
   *
   * @param source what to call it in messages, such as a file's name
   * @throws RecordingException if there is nothing in it that can be read, saying why
   */
  public static Recording read(String source, InputStream in) throws RecordingException {
    Collector all = new Collector();
    RecordingReader.End end = RecordingReader.read(source, in, all);
    RecordingHeader header = all.header;
    if (header == null) {
      throw new IllegalStateException("a recording without a header was not refused");
    }
    return new Recording(
        header, all.log(), all.commands, all.outsiders, end.atNanos(), end.damage());
  }

  /** The commands as a scenario that plays the same again, if it can. */
  public SavedSession asSession() {
    return SavedSession.of(header.name(), header.cluster(), commands, 0, endNanos, outsiders);
  }

  private static final class Collector implements RecordingReader.Sink {
    private final List<Stamped> events = new ArrayList<>();
    private final List<RecordedCommand> commands = new ArrayList<>();
    private @Nullable RecordingHeader header;
    private boolean outsiders;

    @Override
    public void header(RecordingHeader value) {
      header = value;
    }

    @Override
    public void event(Stamped stamped) {
      events.add(stamped);
      outsiders |= stamped.event() instanceof Client.Connected;
    }

    @Override
    public void command(RecordedCommand command) {
      commands.add(command);
    }

    @Override
    public void answer(long number, boolean accepted) {
      int index = (int) number - 1;
      commands.set(index, commands.get(index).answered(accepted));
    }

    EventLog log() {
      int capacity = 2;
      while (capacity < events.size()) {
        capacity *= 2;
      }
      EventLog log = new EventLog(capacity);
      events.forEach(log::append);
      return log;
    }
  }
}
