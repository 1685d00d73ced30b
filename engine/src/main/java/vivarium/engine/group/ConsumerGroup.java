package vivarium.engine.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.MemberProgress;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.sim.Timer;

/**
 * A group of the consumer protocol (KIP-848) where it is coordinated. What the log keeps of it is
 * its {@link ConsumerGroupImage}; beside that it has timers, and the steps that wait until the one
 * before is stored, so that a step which cannot be stored leaves nothing behind.
 *
 * <pre>
 *          a member joins        a target is made           all have reached it
 *   Empty ──────────────▶ Assigning ──────────▶ Reconciling ──────────▶ Stable
 *     ▲                       ▲  members, subscriptions or topics change  │
 *     │ nobody is left        └───────────────────────────────────────────┘
 * </pre>
 */
final class ConsumerGroup extends Group {

  private final HostBroker broker;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final TreeMap<String, Presence> presences = new TreeMap<>();
  private ConsumerGroupImage image = ConsumerGroupImage.EMPTY;
  private boolean storing;
  private boolean abandoned;

  /** How a member shows that it lives and works, beside what the log keeps of it. */
  static final class Presence {
    @Nullable Timer session;
    long sessionDeadlineNanos;
    @Nullable Timer revocation;
    long revocationDeadlineNanos;
    @Nullable NodeId client;

    void endRevocation() {
      if (revocation != null) {
        revocation.cancel();
      }
      revocation = null;
      revocationDeadlineNanos = 0;
    }

    void end() {
      if (session != null) {
        session.cancel();
      }
      session = null;
      endRevocation();
    }
  }

  ConsumerGroup(String id, HostBroker broker) {
    super(id);
    this.broker = broker;
  }

  ConsumerGroupImage image() {
    return image;
  }

  void become(ConsumerGroupImage next) {
    image = next;
  }

  Presence presence(String memberId) {
    return presences.computeIfAbsent(memberId, unused -> new Presence());
  }

  /** The member is gone, and its timers with it. */
  void endPresence(String memberId) {
    Presence presence = presences.remove(memberId);
    if (presence != null) {
      presence.end();
    }
  }

  /** Carries a step out when nothing is being stored; it has to look whether the group lives. */
  void whenStored(Runnable step) {
    waiting.addLast(step);
    carryOn();
  }

  int waitingSteps() {
    return waiting.size();
  }

  /** The step under way has something to store; others wait. */
  void beginStoring() {
    storing = true;
  }

  /** It is stored, or could not be. */
  void endStoring() {
    storing = false;
    carryOn();
  }

  private void carryOn() {
    while (!storing && !waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
  }

  /** The group is handled elsewhere from now on: whoever waits learns so from its own step. */
  void abandon() {
    abandoned = true;
    List.copyOf(presences.keySet()).forEach(this::endPresence);
    storing = false;
    carryOn();
  }

  boolean isAbandoned() {
    return abandoned;
  }

  @Override
  GroupState state() {
    return abandoned ? GroupState.DEAD : image.state();
  }

  @Override
  int generation() {
    return image.epoch();
  }

  @Override
  GroupProtocol groupProtocol() {
    return new GroupProtocol(GroupProtocol.CONSUMER, image.assignor());
  }

  @Override
  boolean isVacant() {
    return !abandoned && image.members().isEmpty() && !storing && waiting.isEmpty();
  }

  /** Kafka keeps no such time for these groups: their offsets are as old as their commits. */
  @Override
  long emptySinceMs() {
    return 0;
  }

  /** When the first member that must give something back is out if it does not; or 0. */
  long deadlineNanos() {
    return presences.values().stream()
        .mapToLong(presence -> presence.revocationDeadlineNanos)
        .filter(deadline -> deadline > 0)
        .min()
        .orElse(0);
  }

  @Override
  List<GroupMember> view() {
    List<GroupMember> view = new ArrayList<>();
    for (ConsumerMember member : image.members().values()) {
      Standing standing = member.standing();
      TreeSet<HeldPartition> awaiting = new TreeSet<>(image.targetOf(member.id()));
      awaiting.removeAll(standing.assigned());
      view.add(
          new GroupMember(
              member.id(),
              member.clientId(),
              member.clientHost(),
              named(standing.held()),
              new MemberProgress(
                  standing.epoch(), named(standing.pendingRevocation()), named(awaiting))));
    }
    return view;
  }

  ConsumerGroupDescription describe() {
    List<ConsumerGroupDescription.Member> members = new ArrayList<>();
    for (ConsumerMember member : image.members().values()) {
      members.add(
          new ConsumerGroupDescription.Member(
              member.id(),
              member.clientId(),
              member.clientHost(),
              member.rack(),
              member.epoch(),
              List.copyOf(member.topics()),
              named(member.standing().assigned()),
              named(image.targetOf(member.id()))));
    }
    return new ConsumerGroupDescription(
        state(), image.epoch(), image.targetEpoch(), image.assignor(), members);
  }

  /** By name; those of topics that are gone are left out. */
  private List<TopicPartition> named(Collection<HeldPartition> partitions) {
    List<TopicPartition> named = new ArrayList<>();
    for (HeldPartition partition : partitions) {
      TopicImage topic = broker.image().topic(partition.topicId());
      if (topic != null) {
        named.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    named.sort(null);
    return named;
  }
}
