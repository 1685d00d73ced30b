package vivarium.engine.event;

import java.util.List;

/**
 * How far a member of the consumer protocol has come towards what it shall own.
 *
 * @param epoch the member's epoch
 * @param revoking what it owns but must give back
 * @param awaiting what it shall own once others have given it back
 */
public record MemberProgress(
    int epoch, List<TopicPartition> revoking, List<TopicPartition> awaiting) {
  public MemberProgress {
    revoking = List.copyOf(revoking);
    awaiting = List.copyOf(awaiting);
  }
}
