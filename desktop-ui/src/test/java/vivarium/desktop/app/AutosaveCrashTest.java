package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.headless.Recordings;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.recording.Recording;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/** A program that is killed, and what the next one finds. */
class AutosaveCrashTest {

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  /** Records a cluster in a folder until it is killed; says when it has begun. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) throws InterruptedException {
      ClusterConfig config =
          ClusterConfig.builder().profile(Profile.INSTANT).topic(TopicSpec.of("t", 1, 1)).build();
      Objects.requireNonNull(Autosave.in(Path.of(args[0])))
          .record(Vivarium.start(config), config, Wording.of("killed"), Wording.NONE);
      System.out.println("recording");
      Thread.currentThread().join();
    }
  }

  @Test
  void whatWasInTheFileIsThereAndTheNextProgramKnowsThatItCrashed() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long seq;
    try (BufferedReader said = program.inputReader()) {
      assertThat(said.readLine()).isEqualTo("recording");
      Path file = folder.resolve("session.viv.gz");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      do {
        assertThat(System.nanoTime()).as("something was written").isLessThan(deadline);
        seq = Recordings.read(file).events().lastSeq();
      } while (seq < 50);
    } finally {
      program.destroyForcibly();
    }
    assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    try (Autosave next = Objects.requireNonNull(Autosave.in(folder))) {
      assertThat(next.hasCrashed()).isTrue();
      Recording found = Recordings.read(next.earlier().getFirst());
      assertThat(found.header().name().english()).isEqualTo("killed");
      assertThat(found.events().lastSeq()).isGreaterThanOrEqualTo(seq);
      assertThat(found.damage()).contains("events up to");
    }
  }
}
