package vivarium.engine.ledger;

import java.util.List;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Within one generation of a group a partition has one owner; in the consumer protocol, where
 * members go from epoch to epoch each on its own, at every moment.
 */
final class GroupRules implements Rules {

  private final Reporter reporter;

  GroupRules(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void note(Stamped stamped) {
    if (stamped.event()
            instanceof
            Client.GroupChanged(
                String group,
                GroupState state,
                int generation,
                List<GroupMember> members,
                var deadlineNanos,
                var why,
                GroupProtocol protocol)
        && (state == GroupState.STABLE || (protocol != null && protocol.isConsumer()))) {
      TreeMap<TopicPartition, String> owners = new TreeMap<>();
      for (GroupMember member : members) {
        for (TopicPartition partition : member.assignment()) {
          String other = owners.put(partition, member.memberId());
          if (other != null) {
            reporter.broken(
                stamped,
                "one owner per partition and generation",
                "group %s, generation %d: %s belongs to %s and %s"
                    .formatted(group, generation, partition, other, member.memberId()));
          }
        }
      }
    }
  }
}
