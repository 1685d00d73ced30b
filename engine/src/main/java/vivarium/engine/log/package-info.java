/**
 * The log of one replica and the record batches it is made of: {@link
 * vivarium.engine.log.PartitionLog}, {@link vivarium.engine.log.RecordBatch} in Kafka's format
 * (magic 2), the leader-epoch cache and the state of idempotent producers. Imports {@code event}.
 * Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.log;

import org.jspecify.annotations.NullMarked;
