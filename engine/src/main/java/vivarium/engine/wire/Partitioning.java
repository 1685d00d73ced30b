package vivarium.engine.wire;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Which partition a key belongs to, as every Kafka client works it out (murmur2). */
public final class Partitioning {

  private Partitioning() {}

  public static int partitionForKey(byte[] key, int partitions) {
    return BuiltInPartitioner.partitionForKey(key, partitions);
  }
}
