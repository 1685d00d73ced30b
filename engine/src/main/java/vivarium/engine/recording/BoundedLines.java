package vivarium.engine.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, which may be compressed, none longer and all together not more than they may
 * be: whatever a file says, little memory is needed to find out.
 */
final class BoundedLines {

  /** Longer than the longest event of the largest cluster, a group with all its partitions. */
  static final int MAX_LINE_BYTES = 8 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final long maxBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private byte[] line = new byte[1_024];
  private int read;
  private int filled;
  private long total;

  /** A file's end comes before it should, or what stands there cannot be. */
  static final class BadLine extends IOException {
    private static final long serialVersionUID = 1;

    BadLine(String message) {
      super(message);
    }
  }

  BoundedLines(InputStream in, long maxBytes) throws IOException {
    this.in = unpacked(in);
    this.maxBytes = maxBytes;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean isGzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
    return isGzip ? new GZIPInputStream(start, BUFFER_BYTES) : start;
  }

  /**
   * The next line; null at the end.
   *
   * @throws IOException if the file is damaged here, or one of the bounds is passed
   */
  @Nullable String next() throws IOException {
    int length = 0;
    while (true) {
      if (read == filled) {
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        read = 0;
        total += filled;
        if (total > maxBytes) {
          throw new BadLine("more than %d MiB are in it".formatted(maxBytes >> 20));
        }
        if (filled == 0) {
          if (length > 0) {
            throw new BadLine("the line ends in its middle");
          }
          return null;
        }
      }
      byte each = buffer[read++];
      if (each == '\n') {
        return text(length);
      }
      if (length == MAX_LINE_BYTES) {
        throw new BadLine("the line is longer than %d MiB".formatted(MAX_LINE_BYTES >> 20));
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(2 * length, MAX_LINE_BYTES));
      }
      line[length++] = each;
    }
  }

  private String text(int length) throws BadLine {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadLine("the line is not text in UTF-8");
    }
  }
}
