/**
 * A broker: {@link vivarium.engine.broker.Broker} puts its parts together and hands each request to
 * the handler of its API in {@code broker.handler}; {@link vivarium.engine.broker.BrokerLifecycle}
 * registers, sends heartbeats and shuts down; {@link vivarium.engine.broker.MetadataFollower}
 * follows the metadata log. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.broker;

import org.jspecify.annotations.NullMarked;
