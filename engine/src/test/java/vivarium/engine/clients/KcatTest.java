package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.TopicSpec;

/** librdkafka, through kcat, where it is installed. */
class KcatTest {

  private static final int TIMEOUT_S = 30;

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    boolean isInstalled =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, "kcat").canExecute());
    assumeTrue(isInstalled, "kcat is not installed");
    cluster =
        new ClusterUnderTest(
            TopicSpec.of("lines", 1, 3), TopicSpec.of("grouped", 2, 3), TopicSpec.of("keys", 1, 3));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theClusterIsListed() throws Exception {
    String listed = kcat("", "-L");
    assertThat(listed).contains("3 brokers:");
    for (String address : cluster.bootstrap().split(",")) {
      assertThat(listed).contains("at " + address);
    }
    assertThat(listed).contains("topic \"lines\" with 1 partitions:");
  }

  @Test
  void whatIsProducedIsConsumed() throws Exception {
    String lines =
        IntStream.range(0, 5_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    kcat(lines, "-P", "-t", "lines");
    assertThat(kcat("", "-C", "-t", "lines", "-o", "beginning", "-e", "-q")).isEqualTo(lines);
    assertThat(kcat("", "-C", "-t", "lines", "-o", "-3", "-e", "-q"))
        .isEqualTo("line 4997\nline 4998\nline 4999\n");
  }

  @Test
  void keysAndIdempotenceAreServed() throws Exception {
    kcat("a:1\nb:2\n", "-P", "-t", "keys", "-K", ":", "-X", "enable.idempotence=true");
    assertThat(kcat("", "-C", "-t", "keys", "-K", ":", "-o", "beginning", "-e", "-q"))
        .isEqualTo("a:1\nb:2\n");
  }

  @Test
  void aGroupIsServed() throws Exception {
    String lines =
        IntStream.range(0, 100).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    kcat(lines, "-P", "-t", "grouped");
    String read =
        kcat(
            "",
            "-G",
            "kcat-group",
            "-X",
            "auto.offset.reset=earliest",
            "-c",
            "100",
            "-q",
            "grouped");
    assertThat(read.lines())
        .hasSize(100)
        .containsExactlyInAnyOrderElementsOf(lines.lines().toList());
  }

  private static String kcat(String input, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kcat", "-b", cluster.bootstrap()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // If it hangs, it is ended, and what it said until then tells why.
    process
        .onExit()
        .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    Thread writer = Thread.ofVirtual().start(() -> write(process, input));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    writer.join();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static void write(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // It ended without reading everything; its output tells why.
    }
  }
}
