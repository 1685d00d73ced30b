package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.fixture.FrameHash;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/** A recording shows, at each moment, the very picture that was seen live. */
class ReplayedFramesTest {

  private static final long MILLI = 1_000_000L;
  private static final long STRIDE = 730 * MILLI;

  @TempDir private Path folder;

  @Test
  void aRecordingShowsTheFramesOfTheLiveRun() {
    Scenario scenario = Scenarios.bundled("leader-crash").withUntil(24_000 * MILLI);
    SimulatedCluster cluster = new SimulatedCluster(scenario.cluster());
    ClusterSession live = new ClusterSession(cluster);
    Path file = folder.resolve("r.viv.gz");
    List<String> seen = new ArrayList<>();
    List<Long> moments = new ArrayList<>();
    try (RecordingFile recording =
        new RecordingFile(
            file,
            new RecordingHeader(
                Wording.of("a test"), Wording.NONE, "test", false, scenario.cluster()),
            cluster.events(),
            cluster.given())) {
      new ScenarioPlayer(
              cluster,
              live,
              () -> {
                long now = live.nowNanos();
                if (moments.isEmpty() || now >= moments.getLast() + STRIDE) {
                  moments.add(now);
                  seen.add(live.model().seq() + " " + FrameHash.of(live.model(), now));
                }
                recording.writeNew();
              })
          .play(scenario);
      recording.end(cluster.nowNanos());
    }

    ClusterSession replayed =
        new ClusterSession(RecordedRun.upTo(Recordings.read(file), null).tape());
    replayed.pulse();
    List<String> again = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      // The player looks between the happenings of one moment; so does who seeks the event.
      replayed.seekSeq(Long.parseLong(seen.get(i).split(" ")[0]));
      again.add(replayed.model().seq() + " " + FrameHash.of(replayed.model(), moments.get(i)));
    }

    assertThat(seen).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(again).isEqualTo(seen);
  }
}
