package vivarium.engine.wire;

import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ByteBufferAccessor;

/**
 * Reads a request, up to a bound on its fields. Kafka's readers check an array's length against the
 * bytes that are left, but an element of a byte or two becomes an object of a hundred: without the
 * bound a frame of some megabytes could fill the heap.
 */
final class BoundedReader extends ByteBufferAccessor {

  /** Far above the largest honest request: tens of fields for each of ten thousand partitions. */
  static final int MAX_FIELDS = 1_000_000;

  private int fieldsLeft = MAX_FIELDS;

  BoundedReader(ByteBuffer buffer) {
    super(buffer);
  }

  private void countField() {
    if (--fieldsLeft < 0) {
      throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
    }
  }

  @Override
  public byte readByte() {
    countField();
    return super.readByte();
  }

  @Override
  public short readShort() {
    countField();
    return super.readShort();
  }

  @Override
  public int readInt() {
    countField();
    return super.readInt();
  }

  @Override
  public long readLong() {
    countField();
    return super.readLong();
  }

  @Override
  public double readDouble() {
    countField();
    return super.readDouble();
  }

  @Override
  public int readUnsignedVarint() {
    countField();
    return super.readUnsignedVarint();
  }

  @Override
  public int readVarint() {
    countField();
    return super.readVarint();
  }

  @Override
  public long readVarlong() {
    countField();
    return super.readVarlong();
  }

  /** What Kafka's readers hold an array's length against before they make room for it. */
  @Override
  public int remaining() {
    return Math.min(super.remaining(), fieldsLeft);
  }
}
