/**
 * How everything looks: colours, fonts, size and the style sheet. Imports JavaFX, AtlantaFX and the
 * roles that {@code stage} names.
 */
@NullMarked
package vivarium.desktop.theme;

import org.jspecify.annotations.NullMarked;
