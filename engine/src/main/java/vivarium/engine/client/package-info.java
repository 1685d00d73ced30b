/**
 * The built-in clients: {@link vivarium.engine.client.Producer} and {@link
 * vivarium.engine.client.Consumer} speak the same messages as real ones, to the same handlers.
 * {@link vivarium.engine.client.TopicMetadata} is what they know of the cluster. Imports {@code
 * net}, {@code wire} and {@code log}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.client;

import org.jspecify.annotations.NullMarked;
