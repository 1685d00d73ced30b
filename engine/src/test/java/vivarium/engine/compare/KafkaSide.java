package vivarium.engine.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/**
 * A real Apache Kafka cluster from its published jars, each node a process of its own: a controller
 * and three brokers.
 */
final class KafkaSide implements Side {

  private static final int CONTROLLER = 101;

  private final Path directory;
  private final int controllerPort = freePort();
  private final TreeMap<Integer, Integer> ports = new TreeMap<>();
  private final ConcurrentSkipListMap<Integer, Process> processes = new ConcurrentSkipListMap<>();

  /**
   * Starts all four.
   *
   * @param directory an empty one, for their logs
   */
  KafkaSide(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    String clusterId = Uuid.randomUuid().toString();
    List<Integer> nodes = List.of(CONTROLLER, 1, 2, 3);
    List<Process> formatting = new ArrayList<>();
    for (int node : nodes) {
      ports.put(node, node == CONTROLLER ? controllerPort : freePort());
      Files.writeString(properties(node), settings(node));
      formatting.add(
          java(
              node,
              "format",
              "kafka.tools.StorageTool",
              "format",
              "--cluster-id",
              clusterId,
              "--config",
              properties(node).toString()));
    }
    for (Process format : formatting) {
      if (format.waitFor() != 0) {
        throw new AssertionError("a Kafka node cannot be formatted; see " + directory);
      }
    }
    nodes.forEach(this::start);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path properties(int node) {
    return directory.resolve(node + ".properties");
  }

  private String settings(int node) {
    boolean controls = node == CONTROLLER;
    return """
        process.roles=%s
        node.id=%d
        listeners=%s://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        controller.quorum.voters=%d@127.0.0.1:%d
        log.dirs=%s
        broker.session.timeout.ms=%s
        broker.heartbeat.interval.ms=%s
        auto.leader.rebalance.enable=false
        offsets.topic.num.partitions=3
        group.consumer.session.timeout.ms=%s
        group.consumer.min.session.timeout.ms=1000
        group.consumer.heartbeat.interval.ms=%s
        group.consumer.min.heartbeat.interval.ms=100
        """
        .formatted(
            controls ? "controller" : "broker",
            node,
            controls ? "CONTROLLER" : "PLAINTEXT",
            ports.get(node),
            CONTROLLER,
            controllerPort,
            directory.resolve("log-" + node),
            SESSION_TIMEOUT_MS,
            HEARTBEAT_INTERVAL_MS,
            MEMBER_SESSION_TIMEOUT_MS,
            MEMBER_HEARTBEAT_INTERVAL_MS);
  }

  private Process java(int node, String purpose, String... command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(command));
    Path output = directory.resolve(purpose + "-" + node + ".out");
    try {
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(int node, boolean atOnce) {
    Process process = processes.remove(node);
    if (process == null) {
      return;
    }
    if (atOnce) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(Observer.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Kafka node " + node + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int port(int broker) {
    Integer port = ports.get(broker);
    if (port == null) {
      throw new IllegalArgumentException("there is no broker " + broker);
    }
    return port;
  }

  @Override
  public void kill(int broker) {
    end(broker, true);
  }

  @Override
  public void shutDown(int broker) {
    end(broker, false);
  }

  @Override
  public void start(int broker) {
    processes.put(broker, java(broker, "node", "kafka.Kafka", properties(broker).toString()));
  }

  @Override
  public void close() {
    List.copyOf(processes.keySet()).forEach(node -> end(node, true));
  }
}
