package vivarium.desktop.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;
import vivarium.engine.api.LiveCluster;

/**
 * What {@code serve} reads and writes once clients can connect: an answer for each line, and a last
 * line of its own if the cluster ends by a mistake. Lines are read on a thread of their own, since
 * a read from standard input cannot be broken off.
 */
final class ServeDialogue {

  private static final Logger LOG = LoggerFactory.getLogger(ServeDialogue.class);

  /** Lines that wait for those before them; at the bound no more is read. */
  private static final int MAX_WAITING = 64;

  private final LiveCluster cluster;
  private final ServeConsole console;
  private final PrintWriter out;
  private final BlockingQueue<Happening> happenings = new ArrayBlockingQueue<>(MAX_WAITING);

  private sealed interface Happening {
    record Said(String line) implements Happening {}

    /** Nobody types any more; the cluster goes on until the process is told to end. */
    record FellSilent() implements Happening {}

    record ClusterEnded() implements Happening {}
  }

  ServeDialogue(LiveCluster cluster, ServeConsole console, PrintWriter out) {
    this.cluster = cluster;
    this.console = console;
    this.out = out;
  }

  /** Answers until told to stop or until the cluster has ended; returns the exit code. */
  int hold(InputStream input) throws InterruptedException {
    CompletableFuture<Void> ended = cluster.whenEnded();
    CompletableFuture<Void> unused =
        ended.handle(
            (nothing, failure) -> {
              // If there is no room, a line is there to be taken, and the end is seen after it.
              happenings.offer(new Happening.ClusterEnded());
              return nothing;
            });
    Thread.ofPlatform().daemon().name("standard-input").start(() -> read(input));
    boolean stopped = false;
    while (!stopped && !ended.isDone()) {
      if (happenings.take() instanceof Happening.Said(String line)) {
        ServeConsole.Answer answer = console.answer(line);
        stopped = answer.stops();
        if (!ended.isCompletedExceptionally()) {
          print(answer.text());
        }
      }
    }
    if (ended.isCompletedExceptionally()) {
      print("error " + ended.exceptionNow().getMessage());
      return ExitCode.SOFTWARE;
    }
    return ExitCode.OK;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  private void read(InputStream input) {
    BufferedReader in = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        put(new Happening.Said(line));
      }
    } catch (IOException e) {
      LOG.debug("standard input cannot be read: {}", e.getMessage());
    }
    put(new Happening.FellSilent());
  }

  private void put(Happening happening) {
    try {
      happenings.put(happening);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
