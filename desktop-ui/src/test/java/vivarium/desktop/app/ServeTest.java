package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command {@code serve}, in a process of its own. */
class ServeTest {

  private static final int TIMEOUT_S = 60;
  private static final int TERMINATED = 128 + 15;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endWhatIsLeft() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void itServesAnswersAndStops() throws Exception {
    Process process = serve("--port", "0", "--topic", "orders:3:3");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Writer in = process.outputWriter(StandardCharsets.UTF_8);

    assertThat(readLine(out, process))
        .matches("READY bootstrap=127\\.0\\.0\\.1:\\d+,127\\.0\\.0\\.1:\\d+,127\\.0\\.0\\.1:\\d+");
    assertThat(ask(process, in, out, "kill 2")).isEqualTo("ok");
    assertThat(ask(process, in, out, "kill 2")).startsWith("error broker 2");
    assertThat(ask(process, in, out, "status"))
        .startsWith("ok {")
        .contains("\"id\":2,\"state\":\"stopped\"", "\"topic\":\"orders\"");
    assertThat(ask(process, in, out, "restart 2")).isEqualTo("ok");
    assertThat(ask(process, in, out, "cut 1 2")).isEqualTo("ok");
    assertThat(ask(process, in, out, "heal")).isEqualTo("ok");
    assertThat(ask(process, in, out, "dance")).startsWith("error no command is called 'dance'");
    assertThat(ask(process, in, out, "stop")).isEqualTo("ok");
    assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.errorReader().lines()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void theEndOfInputDoesNotStopItAndSigtermDoes() throws Exception {
    Process process = serve("--port", "0");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String ready = readLine(out, process);
    process.getOutputStream().close();

    int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    try (Socket client = new Socket("127.0.0.1", port)) {
      assertThat(client.isConnected()).isTrue();
      // SIGTERM; unlike Process.destroy it leaves the streams alone
      process.toHandle().destroy();
      assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(process.errorReader().lines()).as("nothing to complain of").isEmpty();
  }

  @Test
  void aPortInUseIsNamedAndSoIsTheOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process process = serve("--brokers", "1", "--port", Integer.toString(taken.getLocalPort()));
      assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(process.errorReader().lines())
          .containsExactly(
              "vivarium: port %d is in use; name another with --port, or --port 0 for any that are free"
                  .formatted(taken.getLocalPort()));
      assertThat(process.inputReader().lines()).isEmpty();
    }
  }

  private Process serve(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            withoutJavaFx(),
            Main.class.getName(),
            "serve"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  /** The class path as the launcher has it for {@code serve}. */
  private static String withoutJavaFx() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("javafx"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String ask(Process process, Writer in, BufferedReader out, String command)
      throws IOException {
    in.write(command + "\n");
    in.flush();
    return readLine(out, process);
  }

  private static String readLine(BufferedReader out, Process process) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError(
          "the process ended: " + String.join("\n", process.errorReader().lines().toList()));
    }
    return line;
  }
}
