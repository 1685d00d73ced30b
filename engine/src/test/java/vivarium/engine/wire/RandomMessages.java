package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;

/** Bytes of random messages, made from Kafka's own schema of an API and version. */
final class RandomMessages {

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  /** The bytes of one message of this schema, every field filled at random. */
  byte[] bytesOf(Schema schema) {
    Struct struct = structOf(schema);
    ByteBuffer buffer = ByteBuffer.allocate(struct.sizeOf());
    struct.writeTo(buffer);
    return buffer.array();
  }

  private Struct structOf(Schema schema) {
    Struct struct = new Struct(schema);
    for (BoundField field : schema.fields()) {
      struct.set(field, valueOf(field.def.type));
    }
    return struct;
  }

  private @Nullable Object valueOf(Type type) {
    if (type instanceof TaggedFields) {
      return new TreeMap<Integer, Object>();
    }
    // Nulls of records are the codec's own business: it replaces them.
    boolean holdsRecords = type == Type.NULLABLE_RECORDS || type == Type.COMPACT_NULLABLE_RECORDS;
    if (type.isNullable() && !holdsRecords && random.nextInt(4) == 0) {
      return null;
    }
    if (type.isArray()) {
      Type element = type.arrayElementType().orElseThrow();
      return IntStream.range(0, random.nextInt(4)).mapToObj(i -> valueOf(element)).toArray();
    }
    return type instanceof Schema schema ? structOf(schema) : scalarOf(type);
  }

  private Object scalarOf(Type type) {
    return switch (type.toString()) {
      case "BOOLEAN" -> random.nextBoolean();
      case "INT8" -> (byte) random.nextInt();
      case "INT16" -> (short) random.nextInt();
      case "UINT16" -> random.nextInt(1 << 16);
      case "INT32" -> random.nextInt();
      case "UINT32" -> random.nextLong(1L << 32);
      case "INT64" -> random.nextLong();
      case "FLOAT64" -> random.nextDouble();
      case "UUID" -> new Uuid(random.nextLong(), random.nextLong());
      case "STRING", "NULLABLE_STRING", "COMPACT_STRING", "COMPACT_NULLABLE_STRING" ->
          "s" + random.nextInt(1_000_000);
      case "BYTES", "NULLABLE_BYTES", "COMPACT_BYTES", "COMPACT_NULLABLE_BYTES" -> randomBytes();
      case "RECORDS", "NULLABLE_RECORDS", "COMPACT_RECORDS", "COMPACT_NULLABLE_RECORDS" ->
          MemoryRecords.readableRecords(randomBytes());
      default ->
          throw new IllegalArgumentException(
              "a type this test does not know: %s (%s)".formatted(type, type.getClass()));
    };
  }

  private ByteBuffer randomBytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
