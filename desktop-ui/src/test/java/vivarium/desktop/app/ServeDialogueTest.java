package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.ClusterFailedException;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.runtime.Vivarium;

class ServeDialogueTest {

  private static final int TIMEOUT_S = 20;

  private final FakeCluster cluster = new FakeCluster();
  private final ModelFollower follower = new ModelFollower(cluster);
  private final StringWriter out = new StringWriter();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Vivarium.class);

  @AfterEach
  void stopFollowing() {
    follower.close();
    logger.setLevel(null);
  }

  private ServeDialogue dialogue() {
    return new ServeDialogue(
        cluster, new ServeConsole(cluster, follower), new PrintWriter(out, true));
  }

  private static ByteArrayInputStream lines(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyLineHasOneAnswerEvenAnEmptyOneUntilStop() throws Exception {
    cluster.happens(NodeId.broker(2), new Node.Added());
    assertThat(dialogue().hold(lines("kill 2\n\n\ndance\nstop\nkill 2\n"))).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactly("ok", "error", "error", "error", "ok");
  }

  @Test
  void aMistakeInTheProgramIsTheLastLineAndTheExitCode() throws Exception {
    try (PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(typed)) {
      CompletableFuture<Integer> exit = exitOf(dialogue(), input);
      cluster.ended.completeExceptionally(
          new ClusterFailedException(new IllegalStateException("no such replica")));
      assertThat(exit.get(TIMEOUT_S, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "error the cluster has stopped because of a mistake in the program:"
                + " java.lang.IllegalStateException: no such replica");
  }

  @Test
  void aRealClusterThatFailsEndsTheDialogueThoughNobodyTypesAnyMore() throws Exception {
    logger.setLevel(Level.OFF);
    try (Vivarium real =
        Vivarium.start(ClusterConfig.builder().build(), new Vivarium.Options(false, 0, 1, true))) {
      ServeDialogue dialogue =
          new ServeDialogue(real, new ServeConsole(real, follower), new PrintWriter(out, true));
      CompletableFuture<Integer> exit = exitOf(dialogue, lines(""));
      var unused =
          real.stepUntil(
              stamped -> {
                throw new IllegalStateException("no such replica");
              },
              1_000_000_000L);
      assertThat(exit.get(TIMEOUT_S, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(out.toString()).contains("no such replica").hasLineCount(1);
    }
  }

  private static CompletableFuture<Integer> exitOf(ServeDialogue dialogue, InputStream input) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return dialogue.hold(input);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
