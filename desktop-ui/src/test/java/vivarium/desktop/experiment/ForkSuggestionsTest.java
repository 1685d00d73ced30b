package vivarium.desktop.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.CommandWords;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.runtime.Simulation;

/** What the form of a fork offers can be done. */
class ForkSuggestionsTest {

  private static ClusterModel classroom() {
    Simulation simulation = new Simulation(Scenarios.classroom().cluster());
    simulation.runUntil(5_000_000_000L);
    ClusterModel model = new ClusterModel();
    simulation.events().readAfter(0, model::apply);
    return model;
  }

  @Test
  void eachIsAChangeAsItIsTyped() {
    List<String> all = ForkSuggestions.matching(classroom(), "", each -> "");

    assertThat(all).isNotEmpty();
    assertThat(all)
        .allSatisfy(each -> assertThatCode(() -> Fork.parse(each)).doesNotThrowAnyException());
  }

  @Test
  void anotherAcksLeavesTheRestOfAProducerAsItIs() {
    assertThat(ForkSuggestions.matching(classroom(), "change mobile", each -> ""))
        .containsExactly("change producer mobile acks=all");
  }

  @Test
  void aChangeIsFoundByWhatIsSaidOfIt() {
    CommandWords korean = new CommandWords(Texts.KOREAN, NodeId::controller);
    assertThat(
            ForkSuggestions.matching(
                classroom(),
                "브로커 2: 강제",
                each ->
                    Fork.parse(each) instanceof Fork.Change.Do(var command)
                        ? korean.of(command).orElse("")
                        : ""))
        .containsExactly("kill 2");
  }
}
