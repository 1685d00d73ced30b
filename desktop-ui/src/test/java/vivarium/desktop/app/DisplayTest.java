package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DisplayTest {

  @Test
  void withoutADisplayItSaysWhatToDo() {
    assertThat(Display.problem(Map.of()))
        .hasValueSatisfying(
            problem ->
                assertThat(problem).startsWith("No display").contains("DISPLAY").hasLineCount(1));
  }

  @Test
  void aDisplayThatIsNotThereIsNamedUnlessGtkIsMissingFirst() {
    assertThat(Display.problem(Map.of("DISPLAY", ":4711")))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .containsAnyOf(":4711 cannot be reached", "GTK 3")
                    .hasLineCount(1));
  }
}
