/**
 * Whole clusters under random faults: what must hold after every event, and after all is healed.
 */
@NullMarked
package vivarium.engine.simulation;

import org.jspecify.annotations.NullMarked;
