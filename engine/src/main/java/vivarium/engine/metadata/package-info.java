/**
 * What the metadata log says: {@link vivarium.engine.metadata.MetadataImage} is the state after a
 * prefix of the log, {@link vivarium.engine.metadata.MetadataDelta} replays further records onto
 * it. Controllers write the log, brokers follow it, both read it here. Imports {@code event},
 * {@code config}, {@code log} and {@code wire}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.metadata;

import org.jspecify.annotations.NullMarked;
