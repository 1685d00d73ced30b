/**
 * What the window remembers between two runs: language, looks and size. Imports {@code theme},
 * whose looks it keeps.
 */
@NullMarked
package vivarium.desktop.settings;

import org.jspecify.annotations.NullMarked;
