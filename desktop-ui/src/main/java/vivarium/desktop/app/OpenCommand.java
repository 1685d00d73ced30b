package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.Scenarios;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.scenario.Scenario;

/** The window on another cluster than the usual one. */
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Opens the window on the cluster of a scenario; what is to break is left to you.",
      ""
    })
final class OpenCommand implements Callable<Integer> {

  @Parameters(
      descriptionKey = "scenario",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "A scenario file whose cluster to open (default: the usual one).")
  private @Nullable Path file;

  @Option(
      names = "--brokers",
      paramLabel = "N",
      converter = Converters.OfBrokers.class,
      description = "How many brokers (default: as in the scenario).")
  private @Nullable Integer brokers;

  @Mixin private CoordinationOptions coordination = new CoordinationOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Scenario scenario = file == null ? Scenarios.classroom() : Scenarios.readOpen(file);
    Scenario played = file == null ? Scenarios.byDefault() : scenario;
    ClusterConfig.Builder config = scenario.cluster().toBuilder();
    if (brokers != null) {
      config.brokers(brokers);
    }
    ClusterConfig checked = checked(config);
    return WindowCommand.show(scenario.withCluster(checked), played.withCluster(checked), spec);
  }

  private ClusterConfig checked(ClusterConfig.Builder config) {
    try {
      coordination.addTo(config);
      return config.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
