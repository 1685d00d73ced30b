/**
 * The replicas on one broker: {@link vivarium.engine.replica.ReplicaManager} gives each its role as
 * metadata says, {@link vivarium.engine.replica.Leadership} is the leader's part (ISR, high
 * watermark), {@link vivarium.engine.replica.ReplicaFetcher} the follower's (fetch, truncate,
 * append), {@link vivarium.engine.replica.Purgatory} holds what must wait for them. Imports {@code
 * metadata}, {@code net}, {@code fault} and what they import. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.replica;

import org.jspecify.annotations.NullMarked;
