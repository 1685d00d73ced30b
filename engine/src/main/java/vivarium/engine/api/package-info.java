/**
 * How the world outside speaks to a cluster: {@link vivarium.engine.api.ClusterConfig} describes
 * one, {@link vivarium.engine.api.LiveCluster} is a running one, a {@link
 * vivarium.engine.api.Command} goes in and events come out.
 */
@NullMarked
package vivarium.engine.api;

import org.jspecify.annotations.NullMarked;
