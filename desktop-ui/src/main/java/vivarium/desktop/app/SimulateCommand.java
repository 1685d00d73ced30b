package vivarium.desktop.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vivarium.engine.simulation.Outcome;
import vivarium.engine.simulation.RandomScenario;
import vivarium.engine.simulation.SimulatedRun;

/** Random clusters under random faults, as fast as the machine can, with every rule checked. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays random clusters under random faults, as fast as the machine can.",
      "Each seed draws its own brokers, controllers, topics, settings, clients and faults. Safety is"
          + " checked after every event; then all is mended, and the cluster must become whole.",
      ""
    })
final class SimulateCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100",
      converter = Converters.OfCount.class,
      description = "How many seeds to play (default: ${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "1",
      converter = Converters.OfSeed.class,
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--minutes",
      paramLabel = "V",
      defaultValue = "0.5",
      converter = Converters.OfMinutes.class,
      description =
          "Virtual minutes for which things break in each run (default: ${DEFAULT-VALUE}).")
  private long faultNanos;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What one seed came to. */
  private record Played(long seed, Outcome outcome) {}

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    long began = System.nanoTime();
    Outcome all = playAll(out, began);
    printTable(out, all, (System.nanoTime() - began) / NANOS_PER_SECOND);
    out.flush();
    return all.violations() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Outcome playAll(PrintWriter out, long began)
      throws InterruptedException, ExecutionException {
    int threads = Runtime.getRuntime().availableProcessors();
    Outcome all = Outcome.NONE;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      var done = new ExecutorCompletionService<Played>(pool);
      long next = 0;
      long told = began;
      for (long finished = 0; finished < seeds; finished++) {
        while (next < seeds && next - finished < 2L * threads) {
          long seed = from + next++;
          done.submit(() -> new Played(seed, play(seed)));
        }
        Played played = done.take().get();
        all = all.plus(played.outcome());
        printViolation(out, played.seed(), played.outcome());
        if (System.nanoTime() - told >= PROGRESS_NANOS) {
          told = System.nanoTime();
          printProgress(all, (told - began) / NANOS_PER_SECOND);
        }
      }
    }
    return all;
  }

  private Outcome play(long seed) {
    return SimulatedRun.of(RandomScenario.ofSeed(seed, faultNanos));
  }

  /** Prints what was broken, if anything was: a mistake in the program with its stack trace. */
  void printViolation(PrintWriter out, long seed, Outcome outcome) {
    if (outcome.violation() == null) {
      return;
    }
    out.println("seed %d: %s".formatted(seed, outcome.violation()));
    out.println("  to see it: " + reproduction(seed));
    for (Throwable mistake = outcome.failure(); mistake != null; mistake = mistake.getCause()) {
      out.println("  " + mistake);
      for (StackTraceElement frame : mistake.getStackTrace()) {
        out.println("    at " + frame);
      }
    }
    out.flush();
  }

  private String reproduction(long seed) {
    return "./vivarium run --seed %d --random %s"
        .formatted(seed, Converters.OfMinutes.format(faultNanos));
  }

  /** On standard error, so that standard output holds the result alone. */
  private void printProgress(Outcome all, double realSeconds) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%,d of %,d seeds · %,d events · %,.0f s of virtual time in %,.0f s · %d violations%n",
        all.seeds(),
        seeds,
        all.events(),
        all.virtualNanos() / NANOS_PER_SECOND,
        realSeconds,
        all.violations());
    err.flush();
  }

  private void printTable(PrintWriter out, Outcome all, double realSeconds) {
    double virtualSeconds = all.virtualNanos() / NANOS_PER_SECOND;
    List<String> rows = new ArrayList<>();
    rows.add(row("seeds", "%d to %d (%,d)".formatted(from, from + seeds - 1, all.seeds())));
    rows.add(row("events", "%,d".formatted(all.events())));
    rows.add(
        row(
            "virtual time",
            "%,.0f s in %,.1f s: %,.0f times real time"
                .formatted(virtualSeconds, realSeconds, virtualSeconds / realSeconds)));
    rows.add(
        row(
            "faults",
            all.faults().entrySet().stream()
                .map(fault -> "%s %,d".formatted(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining(", "))));
    rows.add(row("leader elections", "%,d".formatted(all.elections())));
    rows.add(row("controllers elected", "%,d".formatted(all.controllersElected())));
    rows.add(row("truncations", "%,d".formatted(all.truncations())));
    rows.add(row("acknowledged records", "%,d".formatted(all.acknowledged())));
    rows.add(row("lost as settings allow", "%,d".formatted(all.lostAsAllowed())));
    rows.add(row("duplicated as settings allow", "%,d".formatted(all.duplicatedAsAllowed())));
    rows.add(row("reordered as settings allow", "%,d".formatted(all.reorderedAsAllowed())));
    rows.add(row("violations", "%,d".formatted(all.violations())));
    rows.forEach(out::println);
  }

  private static String row(String name, String value) {
    return "%-29s %s".formatted(name, value);
  }
}
