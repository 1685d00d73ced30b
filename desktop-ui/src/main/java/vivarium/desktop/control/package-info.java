/**
 * Small controls that more than one view uses. Imports JavaFX, {@code i18n} and {@code theme}.
 */
@NullMarked
package vivarium.desktop.control;

import org.jspecify.annotations.NullMarked;
