package vivarium.engine.metadata;

import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A registered broker.
 *
 * @param epoch offset of its registration in the metadata log; a new one at each start
 * @param incarnationId of the process that registered
 * @param logDirs ids of its log directories (KIP-858): others than before mean another disk
 * @param rack where it stands, or null if it does not say
 * @param fenced whether it is kept out of leaderships and ISRs
 * @param inControlledShutdown whether it is about to leave
 */
public record BrokerImage(
    int id,
    long epoch,
    Uuid incarnationId,
    String host,
    int port,
    List<Uuid> logDirs,
    @Nullable String rack,
    boolean fenced,
    boolean inControlledShutdown) {

  public BrokerImage {
    logDirs = List.copyOf(logDirs);
  }

  /** Whether it may lead and be in an ISR. */
  public boolean isActive() {
    return !fenced && !inControlledShutdown;
  }

  BrokerImage with(boolean nowFenced, boolean nowInControlledShutdown) {
    return new BrokerImage(
        id, epoch, incarnationId, host, port, logDirs, rack, nowFenced, nowInControlledShutdown);
  }

  /** The record that registers it as it is now. */
  RegisterBrokerRecord toRecord() {
    RegisterBrokerRecord.BrokerEndpointCollection endPoints =
        new RegisterBrokerRecord.BrokerEndpointCollection();
    endPoints.add(
        new RegisterBrokerRecord.BrokerEndpoint().setName("PLAINTEXT").setHost(host).setPort(port));
    return new RegisterBrokerRecord()
        .setBrokerId(id)
        .setBrokerEpoch(epoch)
        .setIncarnationId(incarnationId)
        .setEndPoints(endPoints)
        .setLogDirs(logDirs)
        .setRack(rack)
        .setFenced(fenced)
        .setInControlledShutdown(inControlledShutdown);
  }
}
