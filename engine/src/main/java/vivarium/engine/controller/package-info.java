/**
 * The controller: {@link vivarium.engine.controller.Controller} decides who leads what and writes
 * its decisions to the metadata log, which brokers follow. A handler answers with records and a
 * response; only replaying the records changes state. {@link
 * vivarium.engine.controller.PartitionChange} elects leaders, {@link
 * vivarium.engine.controller.Placement} places replicas, {@link
 * vivarium.engine.controller.Sessions} watches heartbeats. Imports {@code metadata}, {@code net}
 * and what they import. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.controller;

import org.jspecify.annotations.NullMarked;
