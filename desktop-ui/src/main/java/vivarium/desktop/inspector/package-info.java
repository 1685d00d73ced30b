/**
 * What is selected, in words and numbers, and what can be done about it. {@link
 * vivarium.desktop.inspector.InspectorContent} is data that builders without JavaFX make from a
 * model; one view shows any of it. Imports {@code session}, {@code stage}, {@code i18n}, {@code
 * theme} and the engine's api, config, event, model.
 */
@NullMarked
package vivarium.desktop.inspector;

import org.jspecify.annotations.NullMarked;
