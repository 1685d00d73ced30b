package vivarium.engine.wire;

import java.util.List;
import java.util.SortedSet;
import vivarium.engine.event.TopicPartition;

/**
 * What a member of a group tells the one who hands out the partitions.
 *
 * @param topics what it wants to read
 * @param owned what it has from the rebalance before and has not given up
 * @param generation in which it was given that, or -1 if it does not say
 */
public record Subscription(SortedSet<String> topics, List<TopicPartition> owned, int generation) {}
