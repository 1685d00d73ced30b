/**
 * What is broken right now. {@link vivarium.engine.fault.Faults} holds the faults that are there
 * and says which of them decides, by a precedence that its page states; {@link
 * vivarium.engine.fault.Blame} answers, as only one who sees the whole cluster can, why a node
 * hears nothing from another, or not in time. Imports {@code event} and {@code config}. Core: no
 * thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.fault;

import org.jspecify.annotations.NullMarked;
