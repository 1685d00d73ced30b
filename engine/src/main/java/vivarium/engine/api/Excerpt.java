package vivarium.engine.api;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The first bytes of a key or value, and how many it has in truth. Immutable. */
public final class Excerpt {

  private final byte[] bytes;
  private final int length;

  private Excerpt(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The first {@code maxBytes} of what remains in a buffer, which is left as it is. */
  public static Excerpt of(ByteBuffer buffer, int maxBytes) {
    byte[] bytes = new byte[Math.min(maxBytes, buffer.remaining())];
    buffer.get(buffer.position(), bytes);
    return new Excerpt(bytes, buffer.remaining());
  }

  /** All of these bytes. */
  public static Excerpt of(byte[] bytes) {
    return new Excerpt(bytes.clone(), bytes.length);
  }

  /** A copy of the bytes given. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes are given. */
  public int size() {
    return bytes.length;
  }

  /** How many bytes there are in truth. */
  public int length() {
    return length;
  }

  /** Whether there are more than are given. */
  public boolean isCut() {
    return length > bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Excerpt that
        && length == that.length
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + length;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes) + (isCut() ? "…" : "");
  }
}
