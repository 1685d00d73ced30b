/**
 * Pictures without a display: {@link vivarium.desktop.export.PictureWriter} starts JavaFX's own
 * Headless platform, builds the window's content around a model and writes a PNG. Imports {@code
 * shell} and what it needs.
 */
@NullMarked
package vivarium.desktop.export;

import org.jspecify.annotations.NullMarked;
