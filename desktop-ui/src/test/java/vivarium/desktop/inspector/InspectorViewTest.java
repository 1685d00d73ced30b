package vivarium.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;

class InspectorViewTest {

  private final Classroom classroom = new Classroom().withClients().runFor(5_000);

  static List<Texts> languages() {
    return List.of(Texts.ENGLISH, Texts.KOREAN);
  }

  /** The names that explain themselves, with what they say. */
  private Map<String, String> meanings(Selection selection, Texts texts) {
    return Toolkit.call(
        () -> {
          InspectorView view = new InspectorView(command -> {}, selected -> {});
          new Scene(view, 360, 900);
          view.speak(texts);
          view.show(
              new InspectorBuilder(
                      classroom.cluster().model(), classroom.cluster().nowNanos(), texts)
                  .build(selection));
          view.applyCss();
          view.layout();
          Map<String, String> found = new TreeMap<>();
          view.lookupAll(".defined")
              .forEach(
                  node -> {
                    if (node instanceof Label label) {
                      found.put(label.getText(), label.getTooltip().getText());
                    }
                  });
          return found;
        });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void kafkasNamesSayWhatTheyMean(Texts texts) {
    Map<String, String> partition = meanings(new Selection.Partition(Classroom.ORDERS_0), texts);

    assertThat(partition)
        .containsKeys("Leader", "Replicas", "Isr", "Elr", "LastKnownElr", "HW", "LEO");
    assertThat(partition.get("Isr")).isEqualTo(texts.get("meaning.isr"));
    assertThat(meanings(Selection.CLUSTER, texts))
        .containsKeys("LAG", texts.get("ledger.lostByBug"));
    assertThat(meanings(new Selection.Node(Classroom.BROKER_1), texts))
        .containsKey(texts.get("node.brokerEpoch"));
    assertThat(meanings(new Selection.Group("billing"), texts))
        .containsKey(texts.get("group.generation"));
  }
}
