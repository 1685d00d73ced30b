package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.scenario.Scenario;

/** The program itself: without a command, it opens the window. */
@Command(
    name = "vivarium",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "A live Kafka-style cluster behind glass.",
      "Without a command it opens the window. Without a display it plays a scenario and writes"
          + " vivarium.png.",
      ""
    },
    footer = {
      "",
      "'vivarium COMMAND --help' tells of a command. Exit codes: 0 done, 1 failed, 2 not"
          + " understood."
    })
final class WindowCommand implements Callable<Integer> {

  private static final Path PICTURE = Path.of("vivarium.png");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return show(Scenarios.classroom(), Scenarios.byDefault(), spec);
  }

  /**
   * Opens the window on a scenario's cluster.
   *
   * @param played what is played instead where there is no display
   */
  static int show(Scenario scenario, Scenario played, CommandSpec spec) {
    Optional<String> problem = Display.problem(System.getenv());
    if (problem.isPresent()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("vivarium: " + problem.get() + " Going on without a window.");
      err.flush();
      return new HeadlessRun(played, HeadlessRun.Outputs.ofPicture(PICTURE))
          .play(spec.commandLine().getOut(), Texts.of(Locale.getDefault()));
    }
    try (LiveCluster cluster = Clusters.watched(scenario.cluster())) {
      VivariumWindow.openAndWait(Showing.live(cluster, scenario), window -> {});
    }
    return Termination.exitCode();
  }
}
