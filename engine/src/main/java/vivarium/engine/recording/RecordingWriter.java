package vivarium.engine.recording;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.GivenCommand;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;
import vivarium.engine.scenario.ScenarioFile;

/**
 * Writes a recording: JSON lines, compressed by gzip.
 *
 * <pre>{@code
 * {"vivarium-recording":1,"program":"…","listeners":false,"scenario":{…}}
 * {"seq":1,"atNanos":0,"node":"broker 1",…}                   an event, as EventJson has it
 * {"command":1,"atNanos":8000000000,"afterSeq":812,"turn":4,"settled":true,"do":"kill 2"}
 * {"answer":1,"accepted":true}                                or false, with "reason"
 * {"end":30000000000}                                         the virtual time at its end
 * }</pre>
 *
 * <p>Commands and answers stand among the events. After {@link #flush} everything written so far
 * can be read even if the program ends at once; without the last line a reader knows that it did.
 * Not for use by several threads.
 */
public final class RecordingWriter implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final JsonMapper JSON = new JsonMapper();

  private final Writer lines;

  /** Whose first line is still to be written. */
  private RecordingWriter(OutputStream out) throws IOException {
    boolean flushesAll = true;
    this.lines =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(out, BUFFER_BYTES, flushesAll), StandardCharsets.UTF_8),
            BUFFER_BYTES);
  }

  /** Begins a copy of a recording, of whose lines each is written as it stands. */
  static RecordingWriter ofLines(OutputStream out) throws IOException {
    return new RecordingWriter(out);
  }

  /** Begins a recording with its header. */
  public RecordingWriter(OutputStream out, RecordingHeader header) throws IOException {
    this(out);
    ObjectNode line = JSON.createObjectNode();
    line.put("vivarium-recording", RecordingHeader.VERSION);
    line.put("program", header.program());
    line.put("listeners", header.listeners());
    line.set("scenario", JSON.readTree(ScenarioFile.write(header.asScenario())));
    write(line);
  }

  /** Writes an event; they must come in order and without holes. */
  public void write(Stamped stamped) throws IOException {
    write(EventJson.line(stamped));
  }

  /** Writes a command, without what became of it. */
  public void write(GivenCommand given) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("command", given.number());
    line.put("atNanos", given.atNanos());
    line.put("afterSeq", given.afterSeq());
    line.put("turn", given.turn());
    line.put("settled", given.settled());
    line.put("do", CommandText.words(given.command()));
    write(line);
  }

  /** Writes what became of a command that was written. */
  public void writeAnswer(long number, CommandResult result) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("answer", number);
    line.put("accepted", result.isAccepted());
    @Nullable String reason = result instanceof CommandResult.Refused(String why) ? why : null;
    if (reason != null) {
      line.put("reason", reason);
    }
    write(line);
  }

  /** Writes that nothing more comes. */
  public void writeEnd(long atNanos) throws IOException {
    write(JSON.createObjectNode().put("end", atNanos));
  }

  private void write(ObjectNode line) throws IOException {
    write(JSON.writeValueAsString(line));
  }

  void write(String line) throws IOException {
    lines.write(line);
    lines.write('\n');
  }

  /** Hands everything written so far to the operating system, in a form that can be read. */
  public void flush() throws IOException {
    lines.flush();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
