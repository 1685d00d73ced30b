package vivarium.engine.client;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.fault.Blame;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.Partitioning;

/**
 * A built-in producer: an application that makes records at a rate, and below it what Kafka's
 * producer does with them: choose a partition, batch, send, retry.
 */
public final class Producer implements NodeProcess {

  private static final long MS = 1_000_000L;

  /**
   * The application stands still while so many records wait, as with a full {@code buffer.memory}.
   */
  private static final int MAX_WAITING_RECORDS = 20_000;

  /** Fast applications make several records at once, so that time need not stop for each. */
  private static final long MIN_TICK_NANOS = MS;

  private final NodeContext context;
  private final Application application;
  private final Accumulator accumulator = new Accumulator();
  private final ProducerSender sender;
  private final TopicMetadata metadata;
  private ProducerSettings settings;
  private double owedRecords;
  private long lastTickNanos;
  private int stickyPartition;
  private int stickyBytes;
  private int generation;

  /**
   * @param blame tells why a broker does not answer, for the events that say so
   * @param bootstrap brokers to ask for metadata, as they are when it is asked
   */
  public Producer(
      NodeContext context,
      Blame blame,
      Supplier<List<NodeId>> bootstrap,
      ProducerSettings settings) {
    this.context = context;
    this.settings = settings;
    this.application = new Application(context.random().stream("records"));
    this.metadata =
        new TopicMetadata(
            context,
            bootstrap,
            settings.topic(),
            settings.requestTimeoutMs() * MS,
            this::metadataUpdated);
    this.sender = new ProducerSender(context, blame, this, accumulator);
  }

  @Override
  public void start() {
    lastTickNanos = context.nowNanos();
    metadata.refresh();
    initProducerIdIfMissing();
    tick(generation);
  }

  /** Goes on with other settings, to the same topic; what was made already is still sent. */
  public void change(ProducerSettings newSettings) {
    boolean otherIdempotence = newSettings.idempotent() != settings.idempotent();
    settings = newSettings;
    if (otherIdempotence) {
      sender.forgetProducerId();
      initProducerIdIfMissing();
    }
    generation++;
    owedRecords = 0;
    lastTickNanos = context.nowNanos();
    tick(generation);
  }

  /** The settings in force. */
  public ProducerSettings settings() {
    return settings;
  }

  TopicMetadata metadata() {
    return metadata;
  }

  @Override
  public void receive(Request request) {
    throw new IllegalStateException("nobody asks a producer anything");
  }

  @Override
  public void shutDown() {
    context.exit();
  }

  /** The application makes what is due; {@code forGeneration} ends timers of older settings. */
  private void tick(int forGeneration) {
    if (forGeneration != generation || settings.recordsPerSecond() == 0) {
      return;
    }
    long now = context.nowNanos();
    owedRecords += (now - lastTickNanos) * settings.recordsPerSecond() / 1e9;
    lastTickNanos = now;
    while (owedRecords >= 1) {
      owedRecords--;
      if (metadata.partitions() > 0 && accumulator.recordCount() < MAX_WAITING_RECORDS) {
        make(now);
      }
    }
    sender.send();
    double secondsToNext = (1 - owedRecords) / settings.recordsPerSecond();
    long delay = Math.max(MIN_TICK_NANOS, (long) Math.ceil(secondsToNext * 1e9));
    context.after(delay, () -> tick(forGeneration));
  }

  private void make(long now) {
    byte[] key = application.key(settings);
    byte[] value = application.value(settings);
    int partition =
        key == null
            ? stickyPartition(value.length)
            : Partitioning.partitionForKey(key, metadata.partitions());
    accumulator.add(partition, settings.batchSizeBytes(), now, context.nowMs(), key, value);
    context.after(settings.lingerMs() * MS, sender::send);
  }

  /** Without a key one partition takes a batch's worth of bytes, then another does (KIP-794). */
  private int stickyPartition(int bytes) {
    if (stickyBytes == 0 || stickyBytes >= settings.batchSizeBytes()) {
      stickyPartition = context.random().nextInt(metadata.partitions());
      stickyBytes = 0;
    }
    stickyBytes += bytes;
    return stickyPartition % metadata.partitions();
  }

  /** A batch left: keyless records that follow may go elsewhere. */
  void batchSent() {
    stickyBytes = 0;
  }

  private void metadataUpdated() {
    sender.send();
  }

  void initProducerId() {
    context.request(
        metadata.anyBroker(),
        "init-producer-id",
        new InitProducerIdRequestData()
            .setTransactionalId(null)
            .setTransactionTimeoutMs(Integer.MAX_VALUE)
            .setProducerId(-1)
            .setProducerEpoch((short) -1),
        settings.requestTimeoutMs() * MS,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            InitProducerIdResponseData data = (InitProducerIdResponseData) response;
            if (data.errorCode() == Errors.NONE.code()) {
              sender.useProducerId(data.producerId());
            } else {
              failed(Failure.DISCONNECTED);
            }
          }

          @Override
          public void failed(Failure failure) {
            context.after(
                TopicMetadata.RETRY_BACKOFF_NANOS, Producer.this::initProducerIdIfMissing);
          }
        });
  }

  private void initProducerIdIfMissing() {
    if (settings.idempotent() && !sender.hasProducerId()) {
      initProducerId();
    }
  }
}
