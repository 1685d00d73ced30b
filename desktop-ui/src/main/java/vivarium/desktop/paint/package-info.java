/**
 * Painters draw a {@link vivarium.desktop.stage.Frame} on canvases and decide nothing: what stands
 * where and what it means is in the frame, the colours are in {@link vivarium.desktop.theme}.
 * Imports JavaFX graphics, {@code stage} and {@code theme}; never the engine's model.
 */
@NullMarked
package vivarium.desktop.paint;

import org.jspecify.annotations.NullMarked;
