package vivarium.desktop.headless;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vivarium.desktop.report.EventLines;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/** Writes every event to a file, as JSON lines or, if its name ends in .csv, as a table. */
final class EventsFile implements AutoCloseable {

  private final Path file;
  private final BufferedWriter writer;
  private final EventLines lines;
  private long writtenSeq;

  /**
   * Creates the file, in place of one that may be there.
   *
   * @throws FailedException if it cannot be written
   */
  EventsFile(Path file) {
    this.file = file;
    this.lines = EventLines.of(file);
    try {
      this.writer = Files.newBufferedWriter(file);
      writer.write(lines.header());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes what happened since the last time. */
  void writeNew(EventLog events) {
    events.readAfter(writtenSeq, this::write);
  }

  private void write(Stamped stamped) {
    if (stamped.seq() != writtenSeq + 1) {
      throw new FailedException(
          "events %d to %d were forgotten before they could be written to %s"
              .formatted(writtenSeq + 1, stamped.seq() - 1, file));
    }
    writtenSeq = stamped.seq();
    try {
      writer.write(lines.line(stamped));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private FailedException failed(IOException e) {
    return OutputFile.failed(file, e);
  }
}
