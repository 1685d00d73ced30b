package vivarium.engine.event;

import java.util.List;

/** A member of a group and what it owns. */
public record GroupMember(
    String memberId, String clientId, String host, List<TopicPartition> assignment) {
  public GroupMember {
    assignment = List.copyOf(assignment);
  }
}
