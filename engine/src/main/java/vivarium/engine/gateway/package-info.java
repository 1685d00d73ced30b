/**
 * Real Kafka clients reach the cluster here: a Netty listener per broker on 127.0.0.1, with bounds
 * on frames, connections and bytes in flight. It decodes requests, hands them to the runtime
 * through {@link vivarium.engine.gateway.GatewayListener} and encodes what comes back. It knows
 * neither brokers nor the loop. Imports {@code wire}.
 */
@NullMarked
package vivarium.engine.gateway;

import org.jspecify.annotations.NullMarked;
