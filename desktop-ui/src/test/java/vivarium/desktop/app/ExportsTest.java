package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.engine.text.Wording;

/** What the window writes to files. */
class ExportsTest {

  @TempDir private Path folder;

  private static Composed window() {
    Classroom classroom = new Classroom().withClients().runFor(3_000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4_000);
    return Toolkit.call(
        () ->
            PictureWriter.compose(
                new Still(
                    classroom.cluster().model(),
                    classroom.cluster().events(),
                    classroom.cluster().nowNanos(),
                    Wording.of("a test")),
                new Picture(1200, 800)));
  }

  private String saved(WindowAction action, String name) throws Exception {
    Path file = folder.resolve(name);
    String notice = notice(action, file);
    assertThat(notice).isEqualTo("saved: " + file);
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** What the window says when it has tried. */
  private static String notice(WindowAction action, Path file) throws Exception {
    Composed window = window();
    Toolkit.call(
        () -> {
          window.view().exports().setPlace((question, usual, endings) -> file);
          window.view().run(action);
          return true;
        });
    WaitForAsyncUtils.waitFor(
        60,
        TimeUnit.SECONDS,
        () -> Toolkit.call(() -> !window.model().noticeProperty().get().isEmpty()));
    return Toolkit.call(() -> window.model().noticeProperty().get());
  }

  @Test
  void thePictureIsAPngOrVectorsAsItsNameSays() throws Exception {
    assertThat(saved(WindowAction.EXPORT_PICTURE, "a.png")).startsWith("\u0089PNG");
    assertThat(saved(WindowAction.EXPORT_PICTURE, "a.svg")).contains("<svg", "orders-0");
    assertThat(saved(WindowAction.EXPORT_CHARTS, "c.svg")).contains("<polyline");
    assertThat(saved(WindowAction.EXPORT_SPACE_TIME, "s.svg")).contains("broker 3");
    assertThat(saved(WindowAction.EXPORT_SPACE_TIME, "s.png")).startsWith("\u0089PNG");
    assertThat(saved(WindowAction.EXPORT_CHARTS, "c.png")).startsWith("\u0089PNG");
    BufferedImage drawn = ImageIO.read(folder.resolve("s.png").toFile());
    assertThat(drawn.getWidth()).isEqualTo(2_800);
    assertThat(coloursOf(drawn)).isGreaterThan(20);
  }

  private static int coloursOf(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours.size();
  }

  @Test
  void eventsAreATableOrJsonLines() throws Exception {
    assertThat(saved(WindowAction.EXPORT_EVENTS, "e.csv"))
        .startsWith("seq,time_s,node,event,cause_seq,sentence,data\r\n")
        .contains("broker 1 was killed");
    assertThat(saved(WindowAction.EXPORT_EVENTS_IN_SIGHT, "e.jsonl")).startsWith("{\"seq\":");
  }

  @Test
  void theReportTellsTheSession() throws Exception {
    assertThat(saved(WindowAction.EXPORT_REPORT, "r.html"))
        .startsWith("<!DOCTYPE html>")
        .contains("broker 1 was killed");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws Exception {
    Path file = folder.resolve("none").resolve("e.csv");
    assertThat(notice(WindowAction.EXPORT_EVENTS, file))
        .isEqualTo("cannot write %s: there is no such folder".formatted(file));
  }
}
