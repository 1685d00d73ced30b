package vivarium.engine.net;

import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.wire.BatchRecords;

/** A connection of a client outside the cluster, which keeps its own timeouts. */
public final class ExternalConnection {

  private final Network network;
  private final Connection connection;

  ExternalConnection(Network network, Connection connection) {
    this.network = network;
    this.connection = connection;
  }

  /** Sends a request that arrived from the client, in the version the client speaks. */
  public void send(ApiMessage body, short version, int correlationId, ResponseHandler handler) {
    if (body instanceof ProduceRequestData produce) {
      BatchRecords.shareBatchesOf(produce);
    }
    network.sendFromOutside(connection, body, version, correlationId, handler);
  }

  /** The client has closed the connection. */
  public void close() {
    network.close(connection);
  }
}
