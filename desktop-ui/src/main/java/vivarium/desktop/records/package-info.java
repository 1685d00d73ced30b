/**
 * The records browser and the form that produces a record by hand. {@link
 * vivarium.desktop.records.RecordsViewModel} asks for pages and keeps them, {@link
 * vivarium.desktop.records.ProduceViewModel} reads the form; both know no control and are bound by
 * {@link vivarium.desktop.records.RecordsView} and {@link vivarium.desktop.records.ProduceView}.
 * Imports {@code i18n}, {@code session}, {@code stage} for tones, and {@code theme}.
 */
@NullMarked
package vivarium.desktop.records;

import org.jspecify.annotations.NullMarked;
