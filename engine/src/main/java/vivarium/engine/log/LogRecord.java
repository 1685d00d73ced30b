package vivarium.engine.log;

import org.jspecify.annotations.Nullable;

/**
 * One record of a batch, decoded.
 *
 * @param offset its offset, or its index if the batch has no offset yet
 * @param timestampMs its timestamp, in milliseconds of the epoch its producer used
 * @param key its key, or null
 * @param value its value, or null (a tombstone)
 */
public record LogRecord(
    long offset, long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {}
