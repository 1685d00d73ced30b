/**
 * What Kafka keeps in ZooKeeper: {@link vivarium.engine.znodes.ZnodePaths where}, {@link
 * vivarium.engine.znodes.ZnodeData in what form}, and {@link vivarium.engine.znodes.KafkaZnodes the
 * cluster's metadata} that it amounts to.
 */
@NullMarked
package vivarium.engine.znodes;

import org.jspecify.annotations.NullMarked;
