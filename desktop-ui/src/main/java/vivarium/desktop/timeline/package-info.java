/**
 * The strip below the stage: when something happened, the list of what happened, and why. Imports
 * {@code session}, {@code stage}, {@code i18n}, {@code theme}.
 */
@NullMarked
package vivarium.desktop.timeline;

import org.jspecify.annotations.NullMarked;
