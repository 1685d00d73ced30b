package vivarium.engine.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cluster with listeners, profile instant, in a process of its own. */
final class ServeProcess implements AutoCloseable {

  static final String TOPIC = "bench";

  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final String bootstrap;

  private ServeProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /** Runs {@code ./vivarium serve --profile instant}. */
  static ServeProcess start(Path root) throws IOException {
    return start(
        List.of(
            root.resolve("vivarium").toString(),
            "serve",
            "--profile",
            "instant",
            "--port",
            "29392",
            "--topic",
            TOPIC + ":3:3"));
  }

  /** Runs a {@link BareServer} with these classes. */
  static ServeProcess start(String classpath) throws IOException {
    return start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-classpath",
            classpath,
            BareServer.class.getName()));
  }

  private static ServeProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY bootstrap=")) {
        return new ServeProcess(process, line.substring("READY bootstrap=".length()));
      }
    }
    throw new IOException("serve ended before it was ready; run it by hand to see why");
  }

  String bootstrap() {
    return bootstrap;
  }

  /** Heap in use after a full collection, in MiB. */
  long heapUsedMiB() throws IOException {
    jcmd("GC.run");
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IOException("the JVM did not tell its heap");
    }
    return Long.parseLong(used.group(1)) / 1_024;
  }

  private String jcmd(String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid()),
                    command))
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      in.write("stop\n");
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
