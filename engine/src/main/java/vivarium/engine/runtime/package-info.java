/**
 * Drivers of the loop: {@link vivarium.engine.runtime.Simulation} runs a cluster as fast as
 * possible on the caller's thread, {@link vivarium.engine.runtime.Vivarium} gives it a thread of
 * its own that keeps pace with the wall clock, a bounded inbox, and listeners for real clients.
 * Here, and in {@code gateway}, are the only threads, clocks and sockets of the engine.
 */
@NullMarked
package vivarium.engine.runtime;

import org.jspecify.annotations.NullMarked;
