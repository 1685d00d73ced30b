package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.Recordings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.RecordJourney;
import vivarium.engine.model.RecordJourney.Hop;
import vivarium.engine.model.ReplicaView;
import vivarium.engine.recording.Recording;
import vivarium.engine.text.TimeText;

/** One record's way through a recorded cluster. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Follows one record through a recording, hop by hop: sent, appended, fetched by each follower,"
          + " committed, acknowledged, read, or what else became of it.",
      ""
    })
final class TraceCommand implements Callable<Integer> {

  private static final double NANOS_PER_MS = 1e6;

  @Parameters(
      descriptionKey = "recording",
      paramLabel = "RECORDING",
      description = "A file that --record wrote.")
  private Path file = Path.of("");

  @Option(names = "--topic", required = true, paramLabel = "T", description = "The record's topic.")
  private String topic = "";

  @Option(names = "--partition", required = true, paramLabel = "P", description = "Its partition.")
  private int partition;

  @Option(names = "--offset", required = true, paramLabel = "N", description = "Its offset.")
  private long offset;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Recording recording = Recordings.read(file);
    PrintWriter err = spec.commandLine().getErr();
    if (recording.damage() != null) {
      err.println("vivarium: " + recording.damage());
      err.flush();
    }
    ClusterModel model = new ClusterModel();
    recording.events().readAfter(0, model::apply);
    TopicPartition id = new TopicPartition(topic, partition);
    PartitionView view = existing(model, id);
    List<RecordJourney> journeys = RecordJourney.of(recording.events(), id, offset);
    if (journeys.isEmpty()) {
      throw new BadValueException(outOfRange(view));
    }
    PrintWriter out = spec.commandLine().getOut();
    journeys.forEach(journey -> print(id, journey, out));
    out.flush();
    return ExitCode.OK;
  }

  private PartitionView existing(ClusterModel model, TopicPartition id) {
    if (!model.topics().containsKey(topic)) {
      throw new BadValueException(
          "no topic of the recording is called '%s'; there are %s"
              .formatted(topic, String.join(", ", model.topics().keySet())));
    }
    PartitionView view = model.partition(id);
    if (view == null) {
      String all =
          model.partitions().keySet().stream()
              .filter(each -> each.topic().equals(topic))
              .map(each -> Integer.toString(each.partition()))
              .collect(Collectors.joining(", "));
      throw new BadValueException(
          "topic %s has no partition %d; it has %s".formatted(topic, partition, all));
    }
    return view;
  }

  private String outOfRange(PartitionView view) {
    long end =
        view.replicas().values().stream().mapToLong(ReplicaView::logEndOffset).max().orElse(0);
    return end == 0
        ? "no record was written to %s in the recording".formatted(view.id())
        : "the recording tells nothing of offset %d of %s: it must be 0 to %d"
            .formatted(offset, view.id(), end - 1);
  }

  private void print(TopicPartition id, RecordJourney journey, PrintWriter out) {
    out.println("%s, offset %d, leader epoch %d".formatted(id, offset, journey.leaderEpoch()));
    List<Hop> hops = journey.hops();
    long first = hops.getFirst().atNanos();
    long before = first;
    for (Hop hop : hops) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s  %+10.1f ms  %-24s %s",
              TimeText.format(hop.atNanos()),
              (hop.atNanos() - before) / NANOS_PER_MS,
              hop.node(),
              words(hop)));
      before = hop.atNanos();
    }
    out.println(String.format(Locale.ROOT, "%.1f ms in all", (before - first) / NANOS_PER_MS));
  }

  private static String words(Hop hop) {
    return switch (hop.kind()) {
      case SENT -> "sent it to " + hop.detail();
      case LOST_ON_THE_WAY -> "its message was lost: " + hop.detail();
      case REFUSED -> "was told %s and tries again".formatted(hop.detail());
      case APPENDED -> "appended it as leader, epoch " + hop.detail();
      case FETCHED -> "fetched and appended it";
      case COMMITTED -> "high watermark passed it: it is committed";
      case ACKNOWLEDGED -> "was told it is written, acks=" + hop.detail();
      case READ -> "read it, group " + hop.detail();
      case READ_COMMITTED -> "group %s has committed past it".formatted(hop.detail());
      case TRUNCATED -> "cut it off its log";
      case DELETED -> "retention or a deletion took it";
      case LOST -> "it is lost: " + hop.detail();
      case DUPLICATED -> "it is in the log again: " + hop.detail();
      case REORDERED -> "it stands after records that were sent later: " + hop.detail();
    };
  }
}
