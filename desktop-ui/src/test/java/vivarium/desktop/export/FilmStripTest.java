package vivarium.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Theme;

/** What stands above a film fits, however long its title and however small the film. */
class FilmStripTest {

  private static final String LONG =
      "A scenario about a leader that crashes while a follower lags and a controller fails over";

  /** What a label shows of its text, and where it ends. */
  private record Shown(String text, double from, double to) {
    static Shown of(Scene scene, String id) {
      Label label = (Label) Objects.requireNonNull(scene.lookup(id));
      return new Shown(
          ((Text) Objects.requireNonNull(label.lookup(".text"))).getText(),
          label.getBoundsInParent().getMinX(),
          label.getBoundsInParent().getMaxX());
    }
  }

  private static Shown[] shown(String title, double width) {
    return Toolkit.call(
        () -> {
          Scene scene =
              new Scene(new FilmStrip(title, new SimpleStringProperty("00:08.000")), width, 40);
          Theme.apply(scene, Appearance.DARK);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          return new Shown[] {Shown.of(scene, "#film-title"), Shown.of(scene, "#film-clock")};
        });
  }

  @Test
  void aTitleThatFitsIsWhole() {
    Shown[] shown = shown("The leader crashes", 480);
    assertThat(shown[0].text()).isEqualTo("The leader crashes");
    assertThat(shown[1].text()).isEqualTo("00:08.000");
    assertThat(shown[1].to()).isLessThanOrEqualTo(480);
  }

  @Test
  void aTitleThatDoesNotFitEndsBetweenWordsAndTheTimeIsWhole() {
    Shown[] shown = shown(LONG, 480);
    String words = shown[0].text().replace("...", "").replace("…", "");
    assertThat(shown[0].text()).isNotEqualTo(words);
    assertThat(LONG).startsWith(words);
    assertThat(LONG.substring(words.stripTrailing().length())).startsWith(" ");
    assertThat(shown[0].to()).isLessThan(shown[1].from());
    assertThat(shown[1].text()).isEqualTo("00:08.000");
    assertThat(shown[1].to()).isLessThanOrEqualTo(480);
  }
}
