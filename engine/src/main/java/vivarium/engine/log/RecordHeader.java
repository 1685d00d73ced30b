package vivarium.engine.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record.
 *
 * @param key its name
 * @param value what it says, or null
 */
public record RecordHeader(String key, byte @Nullable [] value) {

  byte[] keyBytes() {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
