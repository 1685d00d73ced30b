package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.headless.RecordingFile;
import vivarium.desktop.headless.Recordings;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.recording.Recording;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/** What a window writes all the time, so that little is lost when the program ends at once. */
class AutosaveTest {

  private static final ClusterConfig CONFIG =
      ClusterConfig.builder().profile(Profile.INSTANT).topic(TopicSpec.of("t", 1, 1)).build();

  @TempDir private Path folder;

  private Autosave autosave() {
    return Objects.requireNonNull(Autosave.in(folder));
  }

  @Test
  void aLiveClusterIsRecordedAsItGoesAndTheSessionsBeforeAreKept() throws Exception {
    Path current = folder.resolve("session.viv.gz");
    for (int session = 1; session <= 5; session++) {
      try (LiveCluster cluster = Vivarium.start(CONFIG);
          Autosave autosave = autosave()) {
        autosave.record(cluster, CONFIG, Wording.of("session " + session), Wording.NONE);
        assertThat(autosave.current()).isEqualTo(current);
        assertThat(autosave.earlier()).hasSize(Math.min(session - 1, 3));
        cluster.submit(new Command.Kill(NodeId.broker(1))).get(20, TimeUnit.SECONDS);
        awaitWritten(current, cluster.events().lastSeq());
      }
    }
    Recording recorded = Recordings.read(current);
    assertThat(recorded.damage()).isNull();
    assertThat(recorded.commands()).hasSize(1);
    assertThat(recorded.header().name().english()).isEqualTo("session 5");
    for (int before = 1; before <= 3; before++) {
      String name = before == 1 ? "session-before" : "session-before-" + before;
      Recording kept = Recordings.read(folder.resolve(name + RecordingFile.EXTENSION));
      assertThat(kept.header().name().english()).isEqualTo("session " + (5 - before));
      assertThat(kept.damage()).isNull();
    }
  }

  private static void awaitWritten(Path file, long seq) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Recordings.read(file).events().lastSeq() < seq) {
      assertThat(System.nanoTime()).as("written while it runs").isLessThan(deadline);
    }
  }

  @Test
  void anotherClusterInTheSameWindowIsRecordedToo() throws Exception {
    try (LiveCluster first = Vivarium.start(CONFIG);
        LiveCluster second = Vivarium.start(CONFIG);
        Autosave autosave = autosave()) {
      autosave.record(first, CONFIG, Wording.of("first"), Wording.NONE);
      awaitWritten(autosave.current(), 1);
      autosave.record(second, CONFIG, Wording.of("second"), Wording.NONE);
      awaitWritten(autosave.current(), 1);

      Path before = autosave.earlier().getFirst();
      assertThat(Recordings.read(before).header().name().english()).isEqualTo("first");
      assertThat(Recordings.read(before).damage()).isNull();
      assertThat(Recordings.read(autosave.current()).header().name().english()).isEqualTo("second");

      autosave.pause();
      assertThat(Recordings.read(autosave.earlier().getFirst()).header().name().english())
          .as("while nothing is recorded, the last is the one before")
          .isEqualTo("second");
    }
  }

  @Test
  void aProgramThatEndedWithoutWarningIsKnownByIt() throws Exception {
    try (Autosave first = autosave()) {
      assertThat(first.hasCrashed()).isFalse();
    }
    try (Autosave second = autosave()) {
      assertThat(second.hasCrashed()).as("it was ended properly").isFalse();
    }
    // What a program that was killed leaves: no lock, and yet the note that it runs.
    Files.writeString(folder.resolve("session.lock"), "running\n");
    Files.write(folder.resolve("session.viv.gz"), new byte[] {1});
    try (Autosave third = autosave()) {
      assertThat(third.hasCrashed()).isTrue();
      assertThat(third.earlier()).containsExactly(folder.resolve("session.viv.gz"));
    }
    try (Autosave fourth = autosave()) {
      assertThat(fourth.hasCrashed()).isFalse();
    }
  }

  @Test
  void twoWindowsAtATimeDoNotWriteIntoTheSameFile() throws Exception {
    try (LiveCluster cluster = Vivarium.start(CONFIG);
        Autosave one = autosave();
        Autosave other = autosave()) {
      one.record(cluster, CONFIG, Wording.of("one"), Wording.NONE);
      other.record(cluster, CONFIG, Wording.of("other"), Wording.NONE);
      assertThat(other.current()).isEqualTo(folder.resolve("session-2.viv.gz"));
      assertThat(other.hasCrashed()).isFalse();
      awaitWritten(one.current(), 1);
      awaitWritten(other.current(), 1);
    }
  }

  @Test
  void whereNothingCanBeWrittenSessionsGoOnWithout() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(Autosave.in(file.resolve("below"))).isNull();
  }

  /** By the clock of the test: however the program ends, what is two seconds old can be read. */
  @Test
  void atMostTwoSecondsAreLost() throws IOException {
    Classroom classroom = new Classroom().withClients();
    AtomicLong wall = new AtomicLong();
    Path file = folder.resolve("r.viv.gz");
    long periodNanos = TimeUnit.MILLISECONDS.toNanos(Recorder.PERIOD_MS);
    assertThat(periodNanos + RecordingFile.FLUSH_NANOS).isLessThan(2_000_000_000L);
    try (RecordingFile recording =
        new RecordingFile(
            file,
            new RecordingHeader(Wording.of("a test"), Wording.NONE, "test", false, CONFIG),
            classroom.cluster().events(),
            classroom.cluster().given(),
            wall::get)) {
      TreeMap<Long, Long> lastSeqAt = new TreeMap<>();
      for (int tick = 0; tick < 40; tick++) {
        classroom.runFor(Recorder.PERIOD_MS);
        lastSeqAt.put(wall.get(), classroom.cluster().events().lastSeq());
        wall.addAndGet(periodNanos);
        recording.writeNew();

        var old = lastSeqAt.floorEntry(wall.get() - 2_000_000_000L);
        if (old != null) {
          assertThat(Recordings.read(file).events().lastSeq())
              .as("after %d ms", wall.get() / 1_000_000)
              .isGreaterThanOrEqualTo(old.getValue());
        }
      }
    }
  }
}
