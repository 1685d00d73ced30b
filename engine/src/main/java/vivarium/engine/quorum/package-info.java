/**
 * Raft among controllers as Kafka does it (KIP-595, KIP-996): voters elect a leader in numbered
 * epochs, followers and observers fetch the metadata log from it, and what a majority of voters has
 * is committed. {@link vivarium.engine.quorum.QuorumMember} is a voter, {@link
 * vivarium.engine.quorum.QuorumObserver} a broker that only follows. Knows nothing of what the log
 * says. Imports {@code event}, {@code fault}, {@code disk}, {@code log}, {@code metadata}, {@code
 * net}, {@code sim} and {@code wire}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.quorum;

import org.jspecify.annotations.NullMarked;
