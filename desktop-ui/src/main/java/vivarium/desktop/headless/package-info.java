/**
 * Plays scenarios without a window, as fast as the machine can: their timelines as text, their
 * events as files, their moments as pictures.
 */
@NullMarked
package vivarium.desktop.headless;

import org.jspecify.annotations.NullMarked;
