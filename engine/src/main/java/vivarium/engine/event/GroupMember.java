package vivarium.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group and what it owns.
 *
 * @param assignment what nobody else may read for the group now
 * @param progress in the consumer protocol, how far it has come; null in the classic one
 */
public record GroupMember(
    String memberId,
    String clientId,
    String host,
    List<TopicPartition> assignment,
    @Nullable MemberProgress progress) {
  public GroupMember {
    assignment = List.copyOf(assignment);
  }

  /** A member of the classic protocol. */
  public GroupMember(
      String memberId, String clientId, String host, List<TopicPartition> assignment) {
    this(memberId, clientId, host, assignment, null);
  }
}
