package vivarium.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.ApiError;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.FaultSpec.OneMessage;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;

class FaultsTest {

  private static final long MS = 1_000_000L;
  private static final NodeId ONE = NodeId.broker(1);
  private static final NodeId TWO = NodeId.broker(2);
  private static final NodeId THREE = NodeId.broker(3);
  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private final Faults faults = new Faults();
  private long seq;

  @Test
  void delaysAddUpLossesCombineAndTheNarrowestBandwidthHolds() {
    LinkScope both = LinkScope.between(ONE, TWO);
    LinkScope fromOne = new LinkScope(ONE, null, false);
    inject(new FaultSpec.LinkDelay(both, 100));
    inject(new FaultSpec.LinkDelay(fromOne, 50));
    inject(new FaultSpec.LinkLoss(both, 0.5));
    inject(new FaultSpec.LinkLoss(fromOne, 0.5));
    inject(new FaultSpec.LinkBandwidth(both, 1_000));
    inject(new FaultSpec.LinkBandwidth(fromOne, 500));

    assertThat(faults.onLink(ONE, TWO)).isEqualTo(new LinkEffect(150 * MS, 0, 0.75, 500));
    assertThat(faults.onLink(TWO, ONE)).isEqualTo(new LinkEffect(100 * MS, 0, 0.5, 1_000));
    assertThat(faults.onLink(TWO, THREE)).isEqualTo(LinkEffect.NONE);
  }

  @Test
  void healingInAnyOrderLeavesTheOthers() {
    LinkScope both = LinkScope.between(TWO, ONE);
    FaultSpec delay = new FaultSpec.LinkDelay(both, 100);
    FaultSpec jitter = new FaultSpec.LinkJitter(both, 10);
    FaultSpec slow = new FaultSpec.SlowCpu(ONE, 7);
    for (List<FaultSpec> order :
        List.of(List.of(delay, jitter, slow), List.of(slow, jitter, delay))) {
      inject(delay);
      inject(jitter);
      inject(slow);
      faults.remove(order.get(0).key());
      faults.remove(order.get(1).key());
      assertThat(faults.all()).extracting(ActiveFault::spec).containsExactly(order.get(2));
      faults.remove(order.get(2).key());
      assertThat(faults.isEmpty()).isTrue();
      assertThat(faults.onLink(ONE, TWO)).isEqualTo(LinkEffect.NONE);
      assertThat(faults.cpuNanos(ONE)).isZero();
    }
  }

  @Test
  void aFaultOfTheSameKindAndPlaceReplacesTheOneBefore() {
    inject(new FaultSpec.SlowDisk(ONE, 100));
    inject(new FaultSpec.SlowDisk(ONE, 30));
    assertThat(faults.all()).hasSize(1);
    assertThat(faults.diskNanos(ONE)).isEqualTo(30 * MS);
  }

  @Test
  void dropComesBeforeHoldBeforeDelayBeforeDuplicate() {
    MessageChoice next = new MessageChoice.Next("Fetch", ONE, TWO);
    inject(new OneMessage(Fate.DUPLICATE, next, 0));
    inject(new OneMessage(Fate.DELAY, next, 5));
    inject(new OneMessage(Fate.HOLD, next, 0));
    inject(new OneMessage(Fate.DROP, next, 0));

    for (Fate fate : List.of(Fate.DROP, Fate.HOLD, Fate.DELAY, Fate.DUPLICATE)) {
      ActiveFault chosen = faults.onMessage(ONE, TWO, "Fetch", true);
      assertThat(fateOf(chosen)).isEqualTo(fate);
      if (chosen != null) {
        chosen.struck();
        assertThat(chosen.isUsedUp()).as("%s is over", fate).isEqualTo(fate != Fate.HOLD);
      }
    }
    assertThat(faults.onMessage(ONE, TWO, "Fetch", true)).isNull();
  }

  @Test
  void onlyRequestsAreDuplicatedAndOnlyOfTheApiAskedFor() {
    inject(new OneMessage(Fate.DUPLICATE, new MessageChoice.Next("Produce", ONE, TWO), 0));
    assertThat(faults.onMessage(ONE, TWO, "Produce", false)).isNull();
    assertThat(faults.onMessage(ONE, TWO, "Fetch", true)).isNull();
    assertThat(faults.onMessage(TWO, ONE, "Produce", true)).isNull();
    assertThat(fateOf(faults.onMessage(ONE, TWO, "Produce", true))).isEqualTo(Fate.DUPLICATE);
  }

  @Test
  void theScriptInjectedFirstDecidesUntilItIsUsedUp() {
    inject(new ApiError("NOT_LEADER_OR_FOLLOWER", RequestScope.next(1, "Produce").on(ORDERS_0)));
    inject(new ApiError("KAFKA_STORAGE_ERROR", RequestScope.next(0, "Produce")));

    ActiveFault first = faults.onRequest(ONE, "Produce", List.of(ORDERS_0), () -> 0);
    assertThat(errorOf(first)).isEqualTo("NOT_LEADER_OR_FOLLOWER");
    if (first != null) {
      first.struck();
      assertThat(first.isUsedUp()).isTrue();
      faults.remove(first.spec().key());
    }
    assertThat(errorOf(faults.onRequest(ONE, "Produce", List.of(ORDERS_0), () -> 0)))
        .isEqualTo("KAFKA_STORAGE_ERROR");
    assertThat(faults.onRequest(ONE, "Fetch", List.of(ORDERS_0), () -> 0)).isNull();
  }

  @Test
  void aScriptIsBoundToItsServerItsPartitionAndItsProbability() {
    inject(
        new ApiError(
            "NOT_LEADER_OR_FOLLOWER",
            RequestScope.next(0, "Produce").on(ORDERS_0).from(ONE).withProbability(0.2)));
    assertThat(faults.onRequest(TWO, "Produce", List.of(ORDERS_0), () -> 0)).isNull();
    assertThat(faults.onRequest(ONE, "Produce", List.of(), () -> 0)).isNull();
    assertThat(faults.onRequest(ONE, "Produce", List.of(ORDERS_0), () -> 0.2)).isNull();
    assertThat(faults.onRequest(ONE, "Produce", List.of(ORDERS_0), () -> 0.19)).isNotNull();
  }

  private void inject(FaultSpec spec) {
    faults.add(spec, ++seq);
  }

  private static @Nullable Fate fateOf(@Nullable ActiveFault fault) {
    return fault != null && fault.spec() instanceof OneMessage one ? one.fate() : null;
  }

  private static @Nullable String errorOf(@Nullable ActiveFault fault) {
    return fault != null && fault.spec() instanceof ApiError error ? error.error() : null;
  }
}
