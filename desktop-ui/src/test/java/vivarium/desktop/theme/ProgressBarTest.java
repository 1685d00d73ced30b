package vivarium.desktop.theme;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Tone;

class ProgressBarTest {

  @ParameterizedTest
  @EnumSource
  void whatIsDoneStandsOutFromWhatIsLeft(Appearance appearance) {
    Color[] seen = Toolkit.call(() -> colours(appearance));

    assertThat(seen[0]).as("done").isEqualTo(appearance.palette().of(Tone.ACCENT));
    assertThat(seen[1]).as("left").isNotEqualTo(seen[0]);
  }

  /** Of what is done, and of what is left. */
  private static Color[] colours(Appearance appearance) {
    ProgressBar bar = new ProgressBar(0.5);
    bar.setPrefSize(200, 20);
    Scene scene = new Scene(new BorderPane(bar), 300, 60);
    Theme.apply(scene, appearance);
    var pixels = scene.snapshot(null).getPixelReader();
    return new Color[] {pixels.getColor(100, 30), pixels.getColor(220, 30)};
  }
}
