/** Real, unmodified Kafka clients through TCP against a cluster of this process. */
@NullMarked
package vivarium.engine.clients;

import org.jspecify.annotations.NullMarked;
