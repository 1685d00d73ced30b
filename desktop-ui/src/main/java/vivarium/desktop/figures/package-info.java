/**
 * What the charts show, as numbers: {@link vivarium.desktop.figures.Figures} folds events into one
 * value for each second of virtual time and each curve. Imports the engine's event and model; no
 * JavaFX.
 */
@NullMarked
package vivarium.desktop.figures;

import org.jspecify.annotations.NullMarked;
