/**
 * Plays scenarios without a window, as fast as the machine can: their timelines as text, their
 * events as files and recordings, their moments as pictures. Tells recordings again.
 */
@NullMarked
package vivarium.desktop.headless;

import org.jspecify.annotations.NullMarked;
