/**
 * The settings of a cluster: {@link vivarium.engine.config.ConfigSpec} says of each what it means,
 * Kafka's default and what is valid; {@link vivarium.engine.config.ConfigCatalog} lists them;
 * {@link vivarium.engine.config.Profile} bundles values. Imports only Kafka's public config names.
 * Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.config;

import org.jspecify.annotations.NullMarked;
