/**
 * What the window says, in English and Korean: {@link vivarium.desktop.i18n.Texts} looks words up,
 * {@link vivarium.desktop.i18n.Narrator} turns an event into a sentence, {@link
 * vivarium.desktop.i18n.Units} writes times and numbers. Kafka's names stay as Kafka spells them.
 * Imports the engine's event, model and config; no JavaFX.
 */
@NullMarked
package vivarium.desktop.i18n;

import org.jspecify.annotations.NullMarked;
