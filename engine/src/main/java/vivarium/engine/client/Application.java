package vivarium.engine.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.sim.SeededRandom;

/**
 * The application behind a built-in producer: it makes up records, each different from all others.
 */
final class Application {

  private final SeededRandom random;
  private long made;

  Application(SeededRandom random) {
    this.random = random;
  }

  /** A key, or null if the settings want none. */
  byte @Nullable [] key(ProducerSettings settings) {
    return settings.keys() == 0
        ? null
        : ("key-" + random.nextInt(settings.keys())).getBytes(StandardCharsets.UTF_8);
  }

  /** A value that names the producer and counts, padded to the size the settings want. */
  byte[] value(ProducerSettings settings) {
    byte[] text = (settings.clientId() + " #" + ++made).getBytes(StandardCharsets.UTF_8);
    if (text.length >= settings.valueBytes()) {
      return text;
    }
    byte[] padded = Arrays.copyOf(text, settings.valueBytes());
    Arrays.fill(padded, text.length, padded.length, (byte) '.');
    return padded;
  }
}
