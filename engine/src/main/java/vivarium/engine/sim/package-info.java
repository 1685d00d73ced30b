/**
 * Virtual time: {@link vivarium.engine.sim.Scheduler} holds every future happening in order, {@link
 * vivarium.engine.sim.Journal} stamps events with time and cause, {@link
 * vivarium.engine.sim.SeededRandom} is the only source of chance. Imports {@code event}. Core: no
 * thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.sim;

import org.jspecify.annotations.NullMarked;
