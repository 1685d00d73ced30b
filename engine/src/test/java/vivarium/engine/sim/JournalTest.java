package vivarium.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

class JournalTest {

  private final Causes causes = new Causes();
  private final Scheduler scheduler = new Scheduler(causes);
  private final Journal journal = new Journal(scheduler.clock(), causes);
  private final List<Stamped> told = new ArrayList<>();

  JournalTest() {
    journal.listen(told::add);
  }

  @Test
  void aStateEventExplainsWhatComesAfterIt() {
    long killed = journal.emit(NodeId.broker(1), new Node.Stopped(Node.How.CRASH));
    journal.emit(NodeId.broker(1), new Node.Fenced(3, "no heartbeat"));
    assertThat(told.get(1).causeSeq()).isEqualTo(killed);
    assertThat(told).extracting(Stamped::seq).containsExactly(1L, 2L);
  }

  @Test
  void tooManyFlowsAreCountedInsteadOfTold() {
    int admitted = 0;
    for (int i = 0; i < Journal.MAX_FLOWS_PER_SECOND + 5; i++) {
      admitted += journal.admitsFlow() ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(Journal.MAX_FLOWS_PER_SECOND);
    scheduler.advanceTo(1_000_000_000L);
    journal.emit(NodeId.broker(1), new Node.Started());
    assertThat(told.getFirst().event()).isEqualTo(new Flow.Thinned(5));
  }
}
