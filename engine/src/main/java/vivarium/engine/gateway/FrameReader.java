package vivarium.engine.gateway;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts frames together from whatever pieces a socket delivers: four bytes of length, then as many
 * bytes as that says. The length is checked first, and room is made only for bytes that arrive, so
 * that a length alone costs nothing. One connection's; not thread-safe.
 */
final class FrameReader {

  private static final int LENGTH_BYTES = 4;

  /** Most requests fit; larger ones grow by doubling as their bytes arrive. */
  private static final int FIRST_ROOM_BYTES = 64 << 10;

  /** How the requests of HTTP/1 and HTTP/2 begin. */
  private static final Set<String> HTTP_BEGINNINGS =
      Set.of("GET ", "HEAD", "POST", "PUT ", "DELE", "OPTI", "PATC", "CONN", "TRAC", "PRI ");

  /** Record type "handshake", then the major version of every TLS there is. */
  private static final int TLS_HANDSHAKE = 0x1603;

  private static final byte[] NONE = new byte[0];

  private final int maxFrameBytes;
  private final ByteBudget budget;
  private int lengthBytesRead;
  private int length;
  private byte[] frame = NONE;
  private int filled;

  FrameReader(int maxFrameBytes, ByteBudget budget) {
    this.maxFrameBytes = maxFrameBytes;
    this.budget = budget;
  }

  /**
   * Takes in everything that can be read.
   *
   * @param frames is given each frame as it becomes whole, and with it the frame's bytes of the
   *     budget, to give back later
   * @throws BadFrameException if what arrived is no frame; nothing can be read after that
   */
  void read(ByteBuf in, Consumer<byte[]> frames) throws BadFrameException {
    while (in.isReadable()) {
      if (lengthBytesRead < LENGTH_BYTES) {
        length = length << Byte.SIZE | in.readUnsignedByte();
        lengthBytesRead++;
        if (lengthBytesRead == LENGTH_BYTES) {
          checkLength();
          growTo(Math.min(length, FIRST_ROOM_BYTES));
        }
        continue;
      }
      if (filled == frame.length) {
        growTo((int) Math.min(length, 2L * frame.length));
      }
      int count = Math.min(in.readableBytes(), frame.length - filled);
      in.readBytes(frame, filled, count);
      filled += count;
      if (filled == length) {
        byte[] whole = frame;
        startOver();
        frames.accept(whole);
      }
    }
  }

  private void growTo(int size) throws BadFrameException {
    if (!budget.tryTake(size - frame.length)) {
      throw new BadFrameException(
          "a frame of %d bytes while other requests already fill the memory there is"
              .formatted(length));
    }
    frame = Arrays.copyOf(frame, size);
  }

  private void startOver() {
    lengthBytesRead = 0;
    length = 0;
    frame = NONE;
    filled = 0;
  }

  /** Whether a frame has begun and is not whole yet. */
  boolean isInFrame() {
    return lengthBytesRead > 0;
  }

  /** Forgets a frame that has begun, and gives its bytes back. */
  void discard() {
    budget.give(frame.length);
    startOver();
  }

  private void checkLength() throws BadFrameException {
    if (length > 0 && length <= maxFrameBytes) {
      return;
    }
    String asText =
        new String(
            new byte[] {
              (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
            },
            StandardCharsets.ISO_8859_1);
    if (HTTP_BEGINNINGS.contains(asText)) {
      throw new BadFrameException(
          "an HTTP request (\"%s\"): this listener speaks the Kafka protocol"
              .formatted(asText.strip()));
    }
    if (length >>> 16 == TLS_HANDSHAKE) {
      throw new BadFrameException("a TLS hello: this listener speaks plaintext");
    }
    if (length <= 0) {
      throw new BadFrameException("a frame of length %d".formatted(length));
    }
    throw new BadFrameException(
        "a frame of %d bytes, at most %d are taken".formatted(length, maxFrameBytes));
  }
}
