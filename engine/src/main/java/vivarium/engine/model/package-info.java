/**
 * {@link vivarium.engine.model.ClusterModel}: the cluster as the events told of it, and the views
 * it is made of. Everything drawn, listed or asserted is read from here. Imports {@code event}
 * only. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.model;

import org.jspecify.annotations.NullMarked;
