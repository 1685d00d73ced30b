package vivarium.desktop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.runtime.Simulation;

/**
 * How long it takes to look at any moment of an hour in a classroom, and what an hour takes in
 * memory: 3 brokers, and 12 with four times the partitions and clients. A broker dies and comes
 * back every two minutes.
 */
public final class SeekBench {

  private static final long SECOND = 1_000_000_000L;
  private static final int HOUR = 3_600;
  private static final int SEEKS = 400;

  private SeekBench() {}

  /** Measures and writes the table. */
  public static void main(String[] arguments) throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | one hour | events | remembered | seek p50 | p99 | max | memory |
            |---|---|---|---|---|---|---|
            """);
    table.append(row(3)).append('\n');
    table.append(row(12)).append('\n');
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, table);
    System.out.println(table);
  }

  private static String row(int brokers) {
    long before = usedBytes();
    EventLog log = new EventLog(EventLog.DEFAULT_CAPACITY);
    Simulation[] simulation = {new Simulation(cluster(brokers), log::append)};
    ClusterSession session =
        new ClusterSession(
            new Tape(log, HOUR * SECOND, "over", query -> new RecordPage.Refused("over")));
    for (int second = 1; second <= HOUR; second++) {
      if (second % 120 == 60) {
        simulation[0].carryOut(new Command.Kill(NodeId.broker(1 + second / 120 % 3)), unused -> {});
      } else if (second % 120 == 90) {
        simulation[0].carryOut(
            new Command.Restart(NodeId.broker(1 + second / 120 % 3)), unused -> {});
      }
      simulation[0].runUntil(second * SECOND);
      session.pulse();
    }
    simulation[0] = null; // What the cluster itself takes is not the session's.
    long used = usedBytes() - before;
    long from = session.rememberedFromNanos();
    Random random = new Random(2026);
    long[] nanos = new long[SEEKS];
    for (int i = 0; i < SEEKS; i++) {
      long wanted = from + (long) (random.nextDouble() * (HOUR * SECOND - from));
      long began = System.nanoTime();
      session.seek(wanted);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "| %d brokers | %,d | the last %d min | %.1f ms | %.1f ms | %.1f ms | %,d MiB |",
        brokers,
        log.lastSeq(),
        (HOUR * SECOND - from) / SECOND / 60,
        nanos[SEEKS / 2] / 1e6,
        nanos[SEEKS * 99 / 100] / 1e6,
        nanos[SEEKS - 1] / 1e6,
        used / 1024 / 1024);
  }

  static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  static ClusterConfig cluster(int brokers) {
    int times = brokers / 3;
    ClusterConfig.Builder builder =
        ClusterConfig.builder()
            .brokers(brokers)
            .topic(TopicSpec.of("orders", 3 * times, 3).with("min.insync.replicas", "2"))
            .topic(TopicSpec.of("payments", 2 * times, 3).with("min.insync.replicas", "2"));
    for (int i = 1; i <= times; i++) {
      builder
          .producer(ProducerSettings.of("web-checkout-" + i, "orders").withRecordsPerSecond(2.5))
          .producer(
              ProducerSettings.of("mobile-" + i, "payments").withRecordsPerSecond(2).withAcks(1))
          .consumer(ConsumerSettings.of("billing-" + i, "billing", "orders"))
          .consumer(ConsumerSettings.of("analytics-" + i, "analytics", "payments"));
    }
    return builder.build();
  }
}
