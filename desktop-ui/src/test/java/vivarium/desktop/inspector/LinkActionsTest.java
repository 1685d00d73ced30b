package vivarium.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;

class LinkActionsTest {

  private final Classroom classroom = new Classroom();

  private List<Action> actions() {
    return LinkActions.between(
        Classroom.BROKER_1, Classroom.BROKER_2, classroom.cluster().model(), Texts.ENGLISH);
  }

  @Test
  void aHealthyWayCanBeBrokenInEachDirection() {
    assertThat(actions()).extracting(Action::manner).containsOnly(Manner.BREAKS);
    assertThat(actions())
        .extracting(Action::command)
        .contains(
            new Command.CutLink(Classroom.BROKER_1, Classroom.BROKER_2),
            new Command.CutLink(Classroom.BROKER_2, Classroom.BROKER_1));
  }

  @Test
  void whatIsBrokenIsMendedAndStandsFirst() {
    FaultSpec slow =
        new FaultSpec.LinkDelay(LinkScope.between(Classroom.BROKER_1, Classroom.BROKER_2), 70);
    classroom
        .cluster()
        .emit(Classroom.BROKER_1, new Fault.LinkCut(Classroom.BROKER_1, Classroom.BROKER_2));
    classroom.cluster().emit(Classroom.BROKER_1, new Fault.Injected(slow));

    assertThat(actions().get(0).command())
        .isEqualTo(new Command.HealLink(Classroom.BROKER_1, Classroom.BROKER_2));
    assertThat(actions().get(1).command()).isEqualTo(new Command.Heal(slow.key()));
    assertThat(actions().get(1).label()).contains("70 ms");
    assertThat(actions().subList(2, 4)).extracting(Action::manner).containsOnly(Manner.BREAKS);
  }
}
