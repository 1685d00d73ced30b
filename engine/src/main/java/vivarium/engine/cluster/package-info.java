/**
 * The whole, put together: {@link vivarium.engine.cluster.Cluster} builds nodes, network, ledger
 * and clients from a {@code ClusterConfig} and carries out commands. It is still deterministic and
 * runs on whatever thread calls it; {@code runtime} gives it one. Imports all of the core and
 * {@code api}.
 */
@NullMarked
package vivarium.engine.cluster;

import org.jspecify.annotations.NullMarked;
