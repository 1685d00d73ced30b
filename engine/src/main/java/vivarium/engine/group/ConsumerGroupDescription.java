package vivarium.engine.group;

import java.util.List;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.TopicPartition;

/**
 * A group of the consumer protocol described, as ConsumerGroupDescribe tells of it.
 *
 * @param assignmentEpoch the group epoch for which the target was made
 */
public record ConsumerGroupDescription(
    GroupState state, int groupEpoch, int assignmentEpoch, String assignor, List<Member> members) {

  /**
   * A member described.
   *
   * @param rack empty if it does not say
   * @param assigned what it has, or may take up
   * @param target what it shall have
   */
  public record Member(
      String memberId,
      String clientId,
      String clientHost,
      String rack,
      int epoch,
      List<String> topics,
      List<TopicPartition> assigned,
      List<TopicPartition> target) {}
}
