/**
 * What is broken right now and since which event: {@link vivarium.engine.fault.Blame} answers, as
 * only one who sees the whole cluster can, why a node hears nothing from another, or not in time.
 * Imports {@code event} and {@code config}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.fault;

import org.jspecify.annotations.NullMarked;
