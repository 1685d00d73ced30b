package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.TestCluster;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.settings.RecentFiles;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.text.Wording;

class WindowFilesTest {

  private static final long PATIENCE_SECONDS = 20;

  @Test
  void whereTheNextClusterCannotStartWhatHappenedInTheLastOneIsStillThere() throws Exception {
    TestCluster cluster = new Classroom().withClients().runFor(3000).cluster();
    CompletableFuture<Showing> shown = new CompletableFuture<>();
    ShellViewModel shell =
        Toolkit.call(
            () ->
                new ShellViewModel(
                    new ClusterSession(cluster),
                    new FontMeasure(),
                    Texts.ENGLISH,
                    Runnable::run,
                    cluster::nowNanos));
    WindowFiles files =
        new WindowFiles(
            Showing.of(cluster, Wording.of("lesson")),
            RecentFiles.NONE,
            () -> shell,
            shown::complete,
            (config, steps) -> {
              throw new IllegalStateException("no thread is left");
            },
            null,
            () -> {});

    Toolkit.run(() -> files.open(Scenarios.byDefault()));

    Showing now = shown.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ClusterSession left = new ClusterSession(now.cluster());
    left.pulse();
    assertThat(now.title()).isEqualTo(Wording.of("lesson"));
    assertThat(left.isRecording()).isTrue();
    assertThat(left.readSeq()).isEqualTo(cluster.events().lastSeq());
    assertThat(left.presentNanos()).isEqualTo(cluster.nowNanos());
    Toolkit.run(() -> {}); // The complaint comes right after.
    assertThat(shell.noticeProperty().get()).contains("no thread is left");
  }
}
