package vivarium.engine.controller;

import java.util.List;
import org.apache.kafka.common.message.AllocateProducerIdsRequestData;
import org.apache.kafka.common.message.AllocateProducerIdsResponseData;
import org.apache.kafka.common.metadata.ProducerIdsRecord;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.metadata.BrokerImage;

/** Gives blocks of producer ids to brokers, no id twice. */
final class ProducerIds {

  /** As many as Kafka gives at once. */
  private static final int BLOCK = 1_000;

  private final ActiveController controller;

  ProducerIds(ActiveController controller) {
    this.controller = controller;
  }

  AllocateProducerIdsResponseData allocate(AllocateProducerIdsRequestData request) {
    AllocateProducerIdsResponseData response = new AllocateProducerIdsResponseData();
    BrokerImage broker = controller.image().broker(request.brokerId());
    if (broker == null || broker.epoch() != request.brokerEpoch()) {
      return response.setErrorCode(Errors.STALE_BROKER_EPOCH.code());
    }
    long start = controller.image().nextProducerId();
    controller.commit(
        List.of(
            new ProducerIdsRecord()
                .setBrokerId(request.brokerId())
                .setBrokerEpoch(request.brokerEpoch())
                .setNextProducerId(start + BLOCK)));
    return response.setProducerIdStart(start).setProducerIdLen(BLOCK);
  }
}
