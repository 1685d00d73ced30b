package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

class KeysViewTest {

  @Test
  void everyKeyIsListedOnce() {
    List<WindowAction> listed =
        KeysView.lines(Texts.ENGLISH).stream().flatMap(line -> line.actions().stream()).toList();

    assertThat(listed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(WindowAction.values()).filter(action -> !action.keys().isEmpty()).toList());
  }
}
