/**
 * Where Kafka's own classes below its public API are used: the codec of requests and responses,
 * record batches as they stand in messages, and which versions of which APIs are served. It is the
 * only package that imports kafka-clients internals other than the generated {@code *Data} classes.
 */
@NullMarked
package vivarium.engine.wire;

import org.jspecify.annotations.NullMarked;
