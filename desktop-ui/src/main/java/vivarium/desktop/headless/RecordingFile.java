package vivarium.desktop.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.GivenCommand;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.recording.RecordingWriter;

/**
 * Writes a cluster's recording to a file while the cluster runs. What was handed on a second ago
 * survives the end of the program, however it ends.
 */
public final class RecordingFile implements AutoCloseable {

  /** What a recording's name ends in, by custom. */
  public static final String EXTENSION = ".viv.gz";

  /** What is handed on reaches the file after so long at the most. */
  public static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final EventLog events;
  private final CommandLog given;
  private final RecordingWriter writer;
  private final List<Long> unanswered = new ArrayList<>();
  private long writtenSeq;
  private int writtenCommands;
  private final LongSupplier wallNanos;
  private long flushedAtWallNanos;

  /**
   * Creates the file, in place of one that may be there.
   *
   * @throws FailedException if it cannot be written
   */
  public RecordingFile(Path file, RecordingHeader header, EventLog events, CommandLog given) {
    this(file, header, events, given, System::nanoTime);
  }

  /**
   * As above, by another clock.
   *
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public RecordingFile(
      Path file,
      RecordingHeader header,
      EventLog events,
      CommandLog given,
      LongSupplier wallNanos) {
    this.wallNanos = wallNanos;
    this.flushedAtWallNanos = wallNanos.getAsLong();
    this.file = file;
    this.events = events;
    this.given = given;
    try {
      OutputStream out = Files.newOutputStream(file);
      this.writer = new RecordingWriter(out, header);
      writer.flush();
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }

  /**
   * Writes what happened since the last time.
   *
   * @throws FailedException if it cannot be written, or events were forgotten meanwhile
   */
  public void writeNew() {
    long lastSeq = events.lastSeq();
    List<GivenCommand> fresh = given.after(writtenCommands);
    try {
      for (GivenCommand each : fresh) {
        writeEvents(Math.min(each.afterSeq(), lastSeq));
        writer.write(each);
        writtenCommands++;
        unanswered.add(each.number());
      }
      writeAnswers();
      writeEvents(lastSeq);
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
    if (wallNanos.getAsLong() - flushedAtWallNanos >= FLUSH_NANOS) {
      flush();
    }
  }

  /**
   * Puts everything that was handed on into the file, in a form that can be read.
   *
   * @throws FailedException if it cannot be written
   */
  public void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
    flushedAtWallNanos = wallNanos.getAsLong();
  }

  private void writeAnswers() throws IOException {
    if (unanswered.isEmpty()) {
      return;
    }
    long first = unanswered.getFirst();
    List<GivenCommand> since = given.after((int) first - 1);
    for (Iterator<Long> each = unanswered.iterator(); each.hasNext(); ) {
      long number = each.next();
      CommandResult result = since.get((int) (number - first)).result();
      if (result != null) {
        writer.writeAnswer(number, result);
        each.remove();
      }
    }
  }

  private void writeEvents(long toSeq) throws IOException {
    List<Stamped> batch = new ArrayList<>();
    events.readBetween(writtenSeq, toSeq, batch::add);
    for (Stamped each : batch) {
      if (each.seq() != writtenSeq + 1) {
        throw new FailedException(
            "events %d to %d were forgotten before they could be written to %s"
                .formatted(writtenSeq + 1, each.seq() - 1, file));
      }
      writer.write(each);
      writtenSeq = each.seq();
    }
  }

  /**
   * Writes what is left, and that nothing more comes.
   *
   * @param atNanos the virtual time
   * @throws FailedException if it cannot be written
   */
  public void end(long atNanos) {
    writeNew();
    try {
      writer.writeEnd(atNanos);
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }
}
