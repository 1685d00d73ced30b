/**
 * What the window remembers between two runs: language and what is shown. Imports nothing of ours.
 */
@NullMarked
package vivarium.desktop.settings;

import org.jspecify.annotations.NullMarked;
