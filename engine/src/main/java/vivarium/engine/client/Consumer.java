package vivarium.engine.client;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.Blame;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;

/**
 * A built-in consumer: an application that polls, takes its time over each record and polls again,
 * and below it what Kafka's consumer does: keep up its membership, fetch ahead, commit.
 */
public final class Consumer implements NodeProcess {

  static final long MS = 1_000_000L;
  private static final long REQUEST_TIMEOUT_NANOS = 10_000 * MS;

  private final NodeContext context;
  private final Blame blame;
  private final ConsumerFetcher fetcher;
  private final TopicMetadata metadata;
  private GroupMembership membership;
  private ConsumerSettings settings;
  private long lastPollNanos;
  private long lastCommitNanos;
  private boolean processing;
  private boolean leaving;

  /**
   * @param blame tells why a broker does not answer, for the events that say so
   * @param bootstrap brokers to ask for metadata and the coordinator, as they are then
   */
  public Consumer(
      NodeContext context,
      Blame blame,
      Supplier<List<NodeId>> bootstrap,
      ConsumerSettings settings) {
    this.context = context;
    this.blame = blame;
    this.settings = settings;
    this.metadata =
        new TopicMetadata(
            context, bootstrap, settings.topic(), REQUEST_TIMEOUT_NANOS, this::metadataUpdated);
    this.fetcher = new ConsumerFetcher(context, this, metadata);
    this.membership = GroupMembership.of(context, this, metadata);
  }

  @Override
  public void start() {
    lastPollNanos = context.nowNanos();
    metadata.refresh();
    membership.findCoordinator();
  }

  /**
   * Goes on with other settings; topic and group stay what they were. Another way of sharing
   * partitions takes what it takes with Kafka: the member leaves and joins anew.
   */
  public void change(ConsumerSettings newSettings) {
    GroupMembership before = membership;
    boolean joinsAnew =
        newSettings.assignmentStrategy() != settings.assignmentStrategy()
            || !newSettings.groupProtocol().equals(settings.groupProtocol());
    settings = newSettings;
    if (joinsAnew && !leaving) {
      before.retire(
          () -> {
            if (membership == before && !leaving) {
              membership = GroupMembership.of(context, this, metadata);
              membership.findCoordinator();
            }
          });
    }
  }

  /** The settings in force. */
  public ConsumerSettings settings() {
    return settings;
  }

  long requestTimeoutNanos() {
    return REQUEST_TIMEOUT_NANOS;
  }

  @Override
  public void receive(Request request) {
    throw new IllegalStateException("nobody asks a consumer anything");
  }

  @Override
  public void shutDown() {
    leaving = true;
    commit(() -> membership.leave(context::exit));
  }

  private void metadataUpdated() {
    membership.metadataUpdated();
    fetcher.fetch();
  }

  /**
   * These partitions are this member's from now on; those it had already are read on, and where the
   * others were left off is asked next.
   */
  void assigned(List<TopicPartition> partitions) {
    lastCommitNanos = context.nowNanos();
    fetcher.assign(partitions);
    membership.fetchOffsets(fetcher.unpositioned());
  }

  /** What this member has and has not given up. */
  List<TopicPartition> owned() {
    return fetcher.owned();
  }

  /** How often something was given up: an answer to what was asked before is out of date. */
  long revocations() {
    return fetcher.revocations();
  }

  /** Of the partitions asked for, a committed offset for each that has one. */
  void offsetsKnown(List<TopicPartition> asked, TreeMap<TopicPartition, Long> committed) {
    fetcher.startAt(asked, committed);
    poll();
  }

  /** These are about to be given up: no more of them is read, until it is said what is kept. */
  void stopReading(SortedSet<TopicPartition> partitions) {
    fetcher.stopReading(partitions);
  }

  /** The partitions are no longer this member's. */
  void revoked() {
    fetcher.assign(List.of());
  }

  /** Something to read may be there, or room for more. */
  void poll() {
    if (processing || leaving) {
      return;
    }
    lastPollNanos = context.nowNanos();
    membership.polled();
    autoCommitIfDue();
    List<ConsumerFetcher.Fetched> polled = fetcher.take(settings.maxPollRecords());
    fetcher.fetch();
    if (polled.isEmpty()) {
      return;
    }
    processing = true;
    int records = 0;
    for (ConsumerFetcher.Fetched each : polled) {
      records += each.recordCount();
    }
    process(polled, 0, records);
  }

  /** The application works on one batch after the other, then polls again. */
  private void process(List<ConsumerFetcher.Fetched> polled, int index, int totalRecords) {
    if (index == polled.size()) {
      processing = false;
      if (membership.hasExpired()) {
        membership.rejoin();
      }
      if (!settings.autoCommit() && totalRecords > 0) {
        commit(this::poll);
      } else {
        poll();
      }
      return;
    }
    ConsumerFetcher.Fetched fetched = polled.get(index);
    context.clearCause();
    context.after(
        (long) settings.processingMs() * MS * fetched.recordCount(),
        () -> {
          if (fetcher.isAssigned(fetched)) {
            context.emit(
                new Client.Read(
                    settings.groupId(),
                    fetched.partition(),
                    fetched.nextOffset(),
                    fetched.recordCount()));
            fetcher.processed(fetched);
          }
          process(polled, index + 1, totalRecords);
        });
  }

  /** Whether the application has records in its hands. */
  boolean isProcessing() {
    return processing;
  }

  /** Whether the application has not polled for longer than {@code max.poll.interval.ms}. */
  boolean pollsTooSeldom() {
    return processing && context.nowNanos() - lastPollNanos > settings.maxPollIntervalMs() * MS;
  }

  private void autoCommitIfDue() {
    boolean due =
        context.nowNanos() - lastCommitNanos >= settings.autoCommitIntervalMs() * MS
            && !membership.isRebalancing();
    if (settings.autoCommit() && due) {
      commit(() -> {});
    }
  }

  /** Commits what has been processed; {@code then} runs whether that went well or not. */
  void commit(Runnable then) {
    lastCommitNanos = context.nowNanos();
    TreeMap<TopicPartition, Long> positions = fetcher.uncommitted();
    if (positions.isEmpty()) {
      then.run();
    } else {
      membership.commit(positions, then);
    }
  }

  /** The coordinator has taken these offsets. */
  void committed(TreeMap<TopicPartition, Long> offsets) {
    fetcher.committed(offsets);
  }

  /** Tells of an error a leader or a coordinator answered with, and of what became of it. */
  void tellRefused(TopicPartition partition, String api, Errors error, long cause) {
    tellRefused(partition, api, error.name(), Client.Outcome.ANSWERED, error.message(), cause);
  }

  /** Tells of an error the application would see or log. */
  void tellRefused(
      TopicPartition partition,
      String api,
      String error,
      Client.Outcome outcome,
      String message,
      long cause) {
    context.emit(new Client.Refused(partition, api, error, outcome, message, 0, true), cause);
  }

  Blame blame() {
    return blame;
  }
}
