package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.desktop.fixture.Toolkit;

class WholeRowTest {

  @ParameterizedTest
  @CsvSource({"400, 3", "320, 3", "319, 2", "210, 2", "209, 1", "99, 0", "400, 3"})
  void asManyAreSeenAsHaveRoom(double width, int seen) {
    Toolkit.run(
        () -> {
          WholeRow row = new WholeRow(10);
          for (int i = 0; i < 3; i++) {
            Region part = new Region();
            part.setPrefSize(100, 20);
            part.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(part);
          }
          row.resize(width, 20);
          row.layout();

          List<Node> whole = row.getChildren().stream().filter(Node::isVisible).toList();
          assertThat(whole).hasSize(seen);
          assertThat(whole).allMatch(part -> part.getBoundsInParent().getMaxX() <= width);
        });
  }
}
