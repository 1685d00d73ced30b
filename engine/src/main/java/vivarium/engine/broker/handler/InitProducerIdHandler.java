package vivarium.engine.broker.handler;

import java.util.ArrayDeque;
import org.apache.kafka.common.message.AllocateProducerIdsRequestData;
import org.apache.kafka.common.message.AllocateProducerIdsResponseData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.replica.HostBroker;

/**
 * InitProducerId for idempotent producers: ids come from a block that the controller has allocated
 * to this broker. Left out: transactional ids.
 */
public final class InitProducerIdHandler implements ApiHandler {

  private static final long TIMEOUT_NANOS = 5_000_000_000L;

  private final HostBroker broker;
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private long nextId;
  private long blockEnd;
  private boolean allocating;

  public InitProducerIdHandler(HostBroker broker) {
    this.broker = broker;
  }

  @Override
  public void handle(Request request) {
    InitProducerIdRequestData init = (InitProducerIdRequestData) request.body();
    if (init.transactionalId() != null) {
      request.reply(error(Errors.INVALID_REQUEST));
      return;
    }
    waiting.addLast(request);
    serve();
  }

  private void serve() {
    while (!waiting.isEmpty() && nextId < blockEnd) {
      waiting
          .removeFirst()
          .reply(
              new InitProducerIdResponseData().setProducerId(nextId++).setProducerEpoch((short) 0));
    }
    if (!waiting.isEmpty() && !allocating) {
      allocate();
    }
  }

  private void allocate() {
    allocating = true;
    broker
        .controllerChannel()
        .ask(
            "allocate-producer-ids",
            new AllocateProducerIdsRequestData()
                .setBrokerId(broker.brokerId())
                .setBrokerEpoch(broker.brokerEpoch()),
            TIMEOUT_NANOS,
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                allocating = false;
                allocated((AllocateProducerIdsResponseData) response);
              }

              @Override
              public void failed(Failure failure) {
                allocating = false;
                refuseAll();
              }
            });
  }

  private void allocated(AllocateProducerIdsResponseData response) {
    if (response.errorCode() == Errors.NONE.code()) {
      nextId = response.producerIdStart();
      blockEnd = nextId + response.producerIdLen();
      serve();
    } else {
      refuseAll();
    }
  }

  private void refuseAll() {
    while (!waiting.isEmpty()) {
      waiting.removeFirst().reply(error(Errors.COORDINATOR_LOAD_IN_PROGRESS));
    }
  }

  private static InitProducerIdResponseData error(Errors error) {
    return new InitProducerIdResponseData().setErrorCode(error.code()).setProducerId(-1);
  }
}
