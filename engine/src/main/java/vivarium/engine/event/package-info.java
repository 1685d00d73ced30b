/**
 * The one vocabulary that the engine, the window, tests and recordings share: the sealed {@link
 * vivarium.engine.event.ClusterEvent}, its {@link vivarium.engine.event.Stamped stamp} (sequence
 * number, virtual time, node, cause) and the bounded {@link vivarium.engine.event.EventLog}.
 *
 * <p>Imports nothing of the engine. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.event;

import org.jspecify.annotations.NullMarked;
