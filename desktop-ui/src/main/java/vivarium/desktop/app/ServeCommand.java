package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.headless.OutputFile;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.text.Wording;

/** A cluster for real clients, without a window. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs a cluster for real Kafka clients, without a window.",
      "Prints READY bootstrap=HOST:PORT,… on standard output when clients can connect, then reads"
          + " commands from standard input, one a line, and answers each with one line beginning"
          + " 'ok' or 'error': kill 2, restart 2, freeze 2, resume 2, shutdown 2, cut 1 2, heal,"
          + " status, help, stop. Log lines go to standard error.",
      ""
    })
final class ServeCommand implements Callable<Integer> {

  /** A cluster is up within a second; a slow machine may take longer, but not this long. */
  private static final int STARTUP_TIMEOUT_S = 60;

  private static final Wording ABOUT =
      new Wording("A cluster served by ./vivarium serve.", "./vivarium serve가 연 클러스터입니다.");

  @Option(
      names = "--brokers",
      paramLabel = "N",
      defaultValue = "3",
      converter = Converters.OfBrokers.class,
      description = "How many brokers (default: ${DEFAULT-VALUE}).")
  private int brokers;

  @Mixin private CoordinationOptions coordination = new CoordinationOptions();

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "9092",
      converter = Converters.OfPort.class,
      description =
          "Port of the first broker; the others have those after it. 0 takes any that are free"
              + " (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--profile",
      paramLabel = "instant|realistic|classroom",
      defaultValue = "instant",
      converter = Converters.OfProfile.class,
      description = "Latencies and timeouts (default: ${DEFAULT-VALUE}).")
  private Profile profile = Profile.INSTANT;

  @Option(
      names = "--topic",
      paramLabel = "NAME:PARTITIONS:RF",
      converter = Converters.OfTopic.class,
      description = "A topic to create; may be given more than once.")
  private List<TopicSpec> topics = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      converter = Converters.OfSeed.class,
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes a recording, for 'replay' and 'trace'; by custom FILE.viv.gz.")
  private @Nullable Path recording;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ClusterConfig config = config();
    PrintWriter out = spec.commandLine().getOut();
    if (recording != null) {
      OutputFile.check(recording);
    }
    try (LiveCluster cluster = Clusters.serving(config, port);
        ModelFollower follower = new ModelFollower(cluster);
        Recorder recorder =
            recording == null
                ? null
                : new Recorder(cluster, config, Wording.of("serve"), ABOUT, recording)) {
      // SIGTERM: the listeners close, the loop and the recording end before the process does.
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    cluster.close();
                    if (recorder != null) {
                      recorder.close();
                    }
                  },
                  "shutdown"));
      CompletableFuture<Void> ended = cluster.whenEnded();
      if (!follower.await(model -> ended.isDone() || isReady(model, config), STARTUP_TIMEOUT_S)) {
        throw new FailedException(
            "the cluster was not ready after %d s".formatted(STARTUP_TIMEOUT_S));
      }
      if (ended.isCompletedExceptionally()) {
        throw new FailedException(String.valueOf(ended.exceptionNow().getMessage()));
      }
      out.println("READY bootstrap=" + String.join(",", cluster.bootstrap()));
      out.flush();
      return new ServeDialogue(cluster, new ServeConsole(cluster, follower), out).hold(System.in);
    }
  }

  private ClusterConfig config() {
    if (port < 0 || port > Converters.MAX_PORT - brokers + 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--port': %d must be 0 to %d, so that %d brokers have one each"
              .formatted(port, Converters.MAX_PORT - brokers + 1, brokers));
    }
    try {
      ClusterConfig.Builder config =
          ClusterConfig.builder().seed(seed).brokers(brokers).profile(profile);
      coordination.addTo(config);
      topics.forEach(config::topic);
      return config.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isReady(ClusterModel model, ClusterConfig config) {
    return model.brokers().size() == config.brokers()
        && model.brokers().stream().noneMatch(broker -> broker.isFenced())
        && config.topics().stream().allMatch(topic -> isReady(model, topic));
  }

  private static boolean isReady(ClusterModel model, TopicSpec topic) {
    return model.partitions().values().stream()
            .filter(partition -> partition.id().topic().equals(topic.name()))
            .filter(partition -> partition.state().hasLeader())
            .count()
        == topic.partitions();
  }
}
