/**
 * Pure layout: {@link vivarium.desktop.stage.StageLayout} turns a model, a time and a size into an
 * immutable {@link vivarium.desktop.stage.Frame}, {@link vivarium.desktop.stage.Movement} says
 * where the messages under way are at a moment, and hit testing answers what lies under the
 * pointer. Imports the engine's event and model and our i18n; never JavaFX, so that tests and
 * headless runs see what the window sees.
 */
@NullMarked
package vivarium.desktop.stage;

import org.jspecify.annotations.NullMarked;
