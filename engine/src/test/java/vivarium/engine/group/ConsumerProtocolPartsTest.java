package vivarium.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.event.GroupState;
import vivarium.engine.group.Standing.State;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.wire.VersionedMessages;

/** Assignors, reconciliation and records of the consumer protocol, each by itself. */
class ConsumerProtocolPartsTest {

  private static final Uuid ORDERS = new Uuid(1, 1);
  private static final Uuid PAYMENTS = new Uuid(1, 2);

  private static SortedSet<HeldPartition> orders(Integer... indexes) {
    TreeSet<HeldPartition> held = new TreeSet<>();
    for (int index : indexes) {
      held.add(new HeldPartition(ORDERS, index));
    }
    return held;
  }

  private static SortedMap<HeldPartition, List<String>> takers(int partitions, String... members) {
    TreeMap<HeldPartition, List<String>> takers = new TreeMap<>();
    IntStream.range(0, partitions)
        .forEach(i -> takers.put(new HeldPartition(ORDERS, i), List.of(members)));
    return takers;
  }

  private static SortedMap<String, SortedSet<HeldPartition>> shares(String... members) {
    TreeMap<String, SortedSet<HeldPartition>> shares = new TreeMap<>();
    for (String member : members) {
      shares.put(member, new TreeSet<>());
    }
    return shares;
  }

  @Test
  void rangeGivesConsecutivePartitionsInTheOrderOfIds() {
    var shares = shares("a", "b");
    ServerAssignor.RANGE.assign(shares, takers(5, "a", "b"));
    assertThat(shares).containsEntry("a", orders(0, 1, 2)).containsEntry("b", orders(3, 4));
  }

  @Test
  void uniformMovesNoMoreThanItMust() {
    var shares = shares("a", "b", "c");
    shares.put("a", orders(0, 1, 2, 3, 4));
    shares.put("b", orders(5, 6, 7, 8, 9));
    ServerAssignor.UNIFORM.assign(shares, takers(10, "a", "b", "c"));
    assertThat(shares.values()).extracting(Collection::size).containsExactly(3, 4, 3);
    assertThat(shares.get("b")).isSubsetOf(orders(5, 6, 7, 8, 9));
  }

  @Test
  void uniformGivesATopicOnlyToItsSubscribersAndEvensOutWithTheOthers() {
    var shares = shares("a", "b");
    var takers = takers(2, "a", "b");
    IntStream.range(0, 2).forEach(i -> takers.put(new HeldPartition(PAYMENTS, i), List.of("b")));
    ServerAssignor.UNIFORM.assign(shares, takers);
    assertThat(shares).containsEntry("a", orders(0, 1));
    assertThat(shares.get("b")).extracting(HeldPartition::topicId).containsOnly(PAYMENTS);
  }

  @ParameterizedTest
  @EnumSource(ServerAssignor.class)
  void whateverWasThereBeforeEachPartitionHasOneTaker(ServerAssignor assignor) {
    for (int seed = 0; seed < 200; seed++) {
      SeededRandom random = SeededRandom.ofSeed(seed);
      String[] members = {"a", "b", "c", "d"};
      var shares = shares(members);
      for (int i = 0; i < 12; i++) {
        Objects.requireNonNull(shares.get(members[random.nextInt(4)]))
            .add(new HeldPartition(random.nextBoolean() ? ORDERS : PAYMENTS, i));
      }
      int partitions = random.nextInt(9);
      assignor.assign(shares, takers(partitions, members));
      List<HeldPartition> all = new ArrayList<>();
      shares.values().forEach(all::addAll);
      assertThat(all)
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(takers(partitions, members).keySet());
      var sizes = shares.values().stream().mapToInt(Collection::size).summaryStatistics();
      assertThat(sizes.getMax() - sizes.getMin()).as("seed %d", seed).isLessThanOrEqualTo(1);
    }
  }

  private static ConsumerMember member(String id, Standing standing) {
    return new ConsumerMember(
        id, "client-" + id, "/h", "", 1000, new TreeSet<>(List.of("orders")), "", standing);
  }

  private static ConsumerGroupImage group(
      int epoch, SortedMap<String, SortedSet<HeldPartition>> target, ConsumerMember... members) {
    TreeMap<String, ConsumerMember> all = new TreeMap<>();
    for (ConsumerMember member : members) {
      all.put(member.id(), member);
    }
    return new ConsumerGroupImage(epoch, 7, epoch, all, target);
  }

  private static Standing stable(int epoch, SortedSet<HeldPartition> assigned) {
    return new Standing(State.STABLE, epoch, epoch - 1, assigned, new TreeSet<>());
  }

  @Test
  void aPartitionGoesToItsNextOwnerOnlyWhenTheFormerHasGivenItBack() {
    TreeMap<String, SortedSet<HeldPartition>> target = new TreeMap<>();
    target.put("a", orders(0, 1));
    target.put("b", orders(2));
    ConsumerGroupImage group =
        group(2, target, member("a", stable(1, orders(0, 1, 2))), member("b", Standing.NEW));

    group = stepped(group, "b", orders());
    assertThat(standing(group, "b").state()).isEqualTo(State.UNRELEASED_PARTITIONS);
    assertThat(standing(group, "b").epoch()).isEqualTo(2);
    assertThat(standing(group, "b").assigned()).isEmpty();
    assertThat(group.state()).isEqualTo(GroupState.RECONCILING);

    group = stepped(group, "a", null);
    assertThat(standing(group, "a").state()).isEqualTo(State.UNREVOKED_PARTITIONS);
    assertThat(standing(group, "a").epoch()).isEqualTo(1);
    assertThat(standing(group, "a").assigned()).isEqualTo(orders(0, 1));
    assertThat(standing(group, "a").pendingRevocation()).isEqualTo(orders(2));
    assertThat(stepped(group, "a", orders(0, 1, 2))).isEqualTo(group);
    assertThat(stepped(group, "b", orders())).isEqualTo(group);

    group = stepped(group, "a", orders(0, 1));
    assertThat(standing(group, "a")).isEqualTo(stable(2, orders(0, 1)));
    assertThat(group.state()).isEqualTo(GroupState.RECONCILING);

    group = stepped(group, "b", null);
    assertThat(standing(group, "b").state()).isEqualTo(State.STABLE);
    assertThat(standing(group, "b").assigned()).isEqualTo(orders(2));
    assertThat(group.state()).isEqualTo(GroupState.STABLE);
    assertThat(group.without("b").bumped(0).state()).isEqualTo(GroupState.ASSIGNING);
  }

  private static ConsumerGroupImage stepped(
      ConsumerGroupImage group, String id, @Nullable SortedSet<HeldPartition> owned) {
    ConsumerMember member = Objects.requireNonNull(group.member(id));
    return group.with(member.with(new Reconciliation(member, group, owned).step()));
  }

  private static Standing standing(ConsumerGroupImage group, String id) {
    return Objects.requireNonNull(group.member(id)).standing();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoReplaysTheRecordsOfEveryChangeHasTheGroupAsItIs(long seed) {
    SeededRandom random = SeededRandom.ofSeed(seed);
    ConsumerGroupImage written = ConsumerGroupImage.EMPTY;
    ConsumerGroupImage read = ConsumerGroupImage.EMPTY;
    for (int i = 0; i < 300; i++) {
      ConsumerGroupImage next = changed(written, random);
      for (var entry : ConsumerGroupRecords.between("g", written, next, i)) {
        short type = VersionedMessages.prefixOf(entry.key());
        assertThat(ConsumerGroupRecords.groupOf(type, entry.key())).isEqualTo("g");
        read = ConsumerGroupRecords.replay(read, type, entry.key(), entry.value());
      }
      written = next;
      assertThat(read).isEqualTo(written);
    }
  }

  private static ConsumerGroupImage changed(ConsumerGroupImage group, SeededRandom random) {
    String id = "m" + random.nextInt(3);
    ConsumerMember member = group.member(id);
    if (member != null && random.nextInt(4) == 0) {
      return group.without(id).bumped(random.nextInt(3));
    }
    ConsumerGroupImage next = member == null ? group.with(member(id, Standing.NEW)) : group;
    if (next.epoch() > next.targetEpoch() || random.nextInt(3) == 0) {
      TreeMap<String, SortedSet<HeldPartition>> shares = new TreeMap<>(shares());
      next.members()
          .keySet()
          .forEach(each -> shares.put(each, new TreeSet<>(group.targetOf(each))));
      ServerAssignor.UNIFORM.assign(
          shares, takers(6, next.members().keySet().toArray(String[]::new)));
      next = next.bumped(random.nextInt(3)).withTarget(shares);
    }
    return stepped(next, id, random.nextBoolean() ? null : next.targetOf(id));
  }
}
