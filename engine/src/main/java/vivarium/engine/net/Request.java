package vivarium.engine.net;

import java.util.List;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.WaitReason;
import vivarium.engine.sim.Timer;
import vivarium.engine.wire.Messages;

/** A request at the node that must answer it. */
public final class Request {

  private static final ResponseHandler NOBODY =
      new ResponseHandler() {
        @Override
        public void answered(ApiMessage response) {}

        @Override
        public void failed(Failure failure) {}
      };

  private final Network network;
  private final Connection connection;
  private final long id;
  private final int correlationId;
  private final ApiMessage body;
  private final short version;
  private final long sentAtNanos;
  private final ResponseHandler handler;
  private List<Acknowledgement> promised = List.of();
  private @Nullable Timer timeout;
  private boolean answered;
  private boolean parked;
  private @Nullable Long waitsBecause;

  Request(
      Network network,
      Connection connection,
      long id,
      int correlationId,
      ApiMessage body,
      short version,
      long sentAtNanos,
      ResponseHandler handler) {
    this.network = network;
    this.connection = connection;
    this.id = id;
    this.correlationId = correlationId;
    this.body = body;
    this.version = version;
    this.sentAtNanos = sentAtNanos;
    this.handler = handler;
  }

  /** Unique in the cluster's life; the messageId of the request's flow event. */
  public long id() {
    return id;
  }

  public NodeId from() {
    return connection.from();
  }

  public NodeId to() {
    return connection.to();
  }

  /** Which of the connections between the two it came by. */
  public String lane() {
    return connection.lane();
  }

  /** {@code client.id}: the sender's name. */
  public String clientId() {
    return connection.from().name();
  }

  public ApiMessage body() {
    return body;
  }

  /** Version of the API that the sender speaks. */
  public short version() {
    return version;
  }

  public int correlationId() {
    return correlationId;
  }

  public long sentAtNanos() {
    return sentAtNanos;
  }

  /** The API's name as Kafka spells it. */
  public String apiName() {
    return Messages.apiName(body);
  }

  /**
   * The same request once more, whose answer nobody waits for. Both are for the same node, which
   * changes neither, and so share a body.
   */
  Request repeated(long newId) {
    return new Request(
        network, connection, newId, correlationId, body, version, sentAtNanos, NOBODY);
  }

  /** It arrived, and waits until those before it are answered; what it causes is not theirs. */
  void waits(long because) {
    waitsBecause = because;
  }

  /** What had it sent, where it had to wait; or null. */
  @Nullable Long waitsBecause() {
    return waitsBecause;
  }

  Connection connection() {
    return connection;
  }

  ResponseHandler handler() {
    return handler;
  }

  /** Answers; the body must not be touched afterwards. Later answers are ignored. */
  public void reply(ApiMessage response) {
    reply(response, List.of());
  }

  /**
   * Answers a produce.
   *
   * @param acknowledged what the answer promises, for the ledger
   */
  public void reply(ApiMessage response, List<Acknowledgement> acknowledged) {
    if (!answered) {
      answered = true;
      release();
      promised = acknowledged;
      network.reply(this, response);
    }
  }

  /** Ends a request that has no answer, a produce with acks=0. */
  public void noReply() {
    if (!answered) {
      answered = true;
      release();
      network.served(this);
    }
  }

  /** Tells that the request waits here, for the window. */
  public void park(WaitReason reason, List<Flow.Cargo> cargo) {
    if (!answered && !parked) {
      parked = network.park(this, reason, cargo);
    }
  }

  /** Whether its sender waits for an answer; for a produce with acks=0 nobody does. */
  boolean expectsAnswer() {
    return !(body instanceof ProduceRequestData produce && produce.acks() == 0);
  }

  /** What the answer promises. */
  public List<Acknowledgement> promised() {
    return promised;
  }

  void timeOutWith(Timer timer) {
    timeout = timer;
  }

  /** The sender knows what became of it. */
  void settled() {
    if (timeout != null) {
      timeout.cancel();
    }
  }

  private void release() {
    if (parked) {
      parked = false;
      network.release(this);
    }
  }

  /** Whether the sender has closed the connection, so that no answer reaches it. */
  public boolean isGivenUp() {
    return connection.isClosed();
  }

  /** Whether it was answered or abandoned. */
  boolean isDone() {
    return answered;
  }

  /** The process that held the request is dead. */
  void abandon() {
    answered = true;
    release();
  }
}
