/**
 * Topics, partitions, groups, lag, brokers and clients as tables, with the columns that Kafka's own
 * tools print. {@link vivarium.desktop.tables.TableContent} makes rows from the model alone; {@link
 * vivarium.desktop.tables.TablesViewModel} keeps them up to date in place and knows no control;
 * {@link vivarium.desktop.tables.TablesView} shows one at a time. Imports {@code i18n}, {@code
 * stage} for selections and tones, and {@code theme}.
 */
@NullMarked
package vivarium.desktop.tables;

import org.jspecify.annotations.NullMarked;
