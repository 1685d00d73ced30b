package vivarium.engine.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Copies a recording line by line, as far as it can be read, and gives the copy an end: of one that
 * is still being written the part so far, of a damaged one what comes before the damage.
 */
public final class RecordingCopy implements RecordingReader.Sink {

  private final RecordingWriter out;

  private RecordingCopy(RecordingWriter out) {
    this.out = out;
  }

  /**
   * Copies a recording.
   *
   * @param source what to call it in messages, such as a file's name
   * @param endNanos the virtual time at which the copy is to end, if its last event is not later
   * @return how the source ended
   * @throws RecordingException if there is nothing in it that can be read, saying why; then nothing
   *     was written
   * @throws IOException if the copy cannot be written
   */
  public static RecordingReader.End copy(
      String source, InputStream in, OutputStream out, long endNanos)
      throws RecordingException, IOException {
    try (RecordingWriter writer = RecordingWriter.ofLines(out)) {
      RecordingReader.End end = RecordingReader.read(source, in, new RecordingCopy(writer));
      writer.writeEnd(Math.max(end.atNanos(), endNanos));
      return end;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void line(String json) {
    try {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
