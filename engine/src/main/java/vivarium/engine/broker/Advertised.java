package vivarium.engine.broker;

import org.jspecify.annotations.Nullable;

/**
 * What a broker tells the cluster of itself.
 *
 * @param host where clients reach it, with {@code port}
 * @param rack {@code broker.rack}, or null
 */
public record Advertised(String host, int port, @Nullable String rack) {}
