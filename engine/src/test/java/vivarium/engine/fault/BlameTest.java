package vivarium.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

class BlameTest {

  private static final NodeId ONE = NodeId.broker(1);
  private static final NodeId TWO = NodeId.broker(2);

  private final Blame blame = new Blame(() -> Stamped.NO_CAUSE);
  private long seq;

  private long note(NodeId node, ClusterEvent event) {
    blame.note(new Stamped(++seq, 0, node, Stamped.NO_CAUSE, event));
    return seq;
  }

  @Test
  void theLatestThatTookANodeOrItsLinkAwayIsToBlame() {
    long cut = note(ONE, new ClusterEvent.Fault.LinkCut(ONE, TWO));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(cut);
    long killed = note(ONE, new ClusterEvent.Node.Stopped(ClusterEvent.Node.How.CRASH));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(killed);
    assertThat(blame.whySilent(ONE, TWO)).as("broker 2 is alive").isEqualTo(cut);
  }

  @Test
  void whatIsMendedIsNoLongerToBlame() {
    note(ONE, new ClusterEvent.Node.Frozen());
    long resumed = note(ONE, new ClusterEvent.Node.Resumed());
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(Stamped.NO_CAUSE);
    assertThat(blame.whyBack(TWO, ONE)).isEqualTo(resumed);
    note(ONE, new ClusterEvent.Fault.LinkCut(ONE, TWO));
    long healed = note(ONE, new ClusterEvent.Fault.LinkHealed(ONE, TWO));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(Stamped.NO_CAUSE);
    assertThat(blame.whyBack(TWO, ONE)).isEqualTo(healed);
  }
}
