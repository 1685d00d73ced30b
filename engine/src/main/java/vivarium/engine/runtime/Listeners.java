package vivarium.engine.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.engine.api.PortInUseException;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.cluster.Endpoints;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.gateway.Gateway;
import vivarium.engine.gateway.GatewayConnection;
import vivarium.engine.gateway.GatewayListener;
import vivarium.engine.gateway.GatewayRequest;
import vivarium.engine.net.ExternalConnection;
import vivarium.engine.net.NodeListener;
import vivarium.engine.net.ResponseHandler;

/**
 * Joins the gateway to the cluster: what arrives at a broker's listener becomes a message on the
 * network, and a broker's listener is open as long as its process lives. A client is known by its
 * {@code client.id}; all its connections are one node in the picture.
 */
final class Listeners implements GatewayListener, NodeListener, Endpoints, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private static final int MAX_PORT = 65_535;

  private final Gateway gateway;
  private final ToLoop toLoop;
  private final int basePort;

  /** Changed by the loop's thread alone, and read by any. */
  private final ConcurrentSkipListMap<Integer, Integer> ports = new ConcurrentSkipListMap<>();

  private final Map<Long, Attached> attached = new HashMap<>();
  private final TreeMap<NodeId, Integer> connectionsOf = new TreeMap<>();
  private final TreeMap<NodeId, ExternalRoles> rolesOf = new TreeMap<>();
  private volatile @Nullable Cluster cluster;

  /** Hands actions to the loop. */
  interface ToLoop {
    /** Hands on what can be refused; false if it was. */
    boolean offer(Runnable action);

    /** Hands on what must not be lost. */
    void put(Runnable action);
  }

  private record Attached(NodeId client, ExternalConnection connection, ExternalRoles roles) {}

  private Listeners(int basePort, ToLoop toLoop) {
    this.basePort = basePort;
    this.toLoop = toLoop;
    this.gateway = new Gateway(this);
  }

  /**
   * Opens a listener for each broker.
   *
   * @param basePort port of broker 1, the others follow; 0 for any free ports
   */
  static Listeners open(int brokers, int basePort, ToLoop toLoop) {
    Listeners listeners = new Listeners(basePort, toLoop);
    try {
      for (int broker = 1; broker <= brokers; broker++) {
        listeners.open(broker);
      }
      return listeners;
    } catch (PortInUseException e) {
      listeners.close();
      throw e;
    }
  }

  @Override
  public void open(int broker) {
    int wanted = basePort == 0 ? 0 : basePort + broker - 1;
    if (wanted > MAX_PORT) {
      throw new IllegalArgumentException(
          "broker %d would need port %d, and ports end at %d; begin with a lower one"
              .formatted(broker, wanted, MAX_PORT));
    }
    ports.put(broker, gateway.open(broker, wanted));
  }

  @Override
  public void close(int broker) {
    gateway.forget(broker);
    ports.remove(broker);
  }

  /** From here on requests go to this cluster, and listeners follow its brokers' processes. */
  void attach(Cluster toCluster) {
    cluster = toCluster;
    toCluster.nodes().onStartAndStop(this);
    toCluster
        .nodes()
        .network()
        .onMishap(
            (request, mistake) ->
                LOG.error(
                    "a mistake in the program: {} of {} failed, and its connection is closed",
                    request.apiName(),
                    request.from(),
                    mistake));
  }

  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    ports.values().forEach(port -> addresses.add(Endpoints.HOST + ":" + port));
    return addresses;
  }

  @Override
  public int port(int broker) {
    Integer port = ports.get(broker);
    if (port == null) {
      throw new IllegalArgumentException("broker " + broker + " has no listener");
    }
    return port;
  }

  /** The action, for when the loop comes to it. */
  private Runnable onCluster(Consumer<Cluster> action) {
    return () -> {
      Cluster current = cluster;
      if (current != null) {
        action.accept(current);
      }
    };
  }

  @Override
  public void connected(GatewayConnection connection) {
    // Who it is will be known from its first request.
  }

  @Override
  public boolean received(GatewayRequest request) {
    return toLoop.offer(
        onCluster(
            current -> {
              try {
                send(current, request);
              } catch (RuntimeException e) {
                // Whatever one client sends, the others and the cluster must not suffer from it.
                LOG.error("a request of {} cannot be handed on", request.clientId(), e);
                request.connection().reset();
              }
            }));
  }

  private void send(Cluster current, GatewayRequest request) {
    Attached from =
        attached.computeIfAbsent(request.connection().id(), unused -> attach(current, request));
    from.roles().note(request.body());
    from.connection()
        .send(
            request.body(),
            request.apiVersion(),
            request.correlationId(),
            new ResponseHandler() {
              @Override
              public void sentWithoutAnswer() {
                request.connection().respondNothing(request);
              }

              @Override
              public void answered(ApiMessage response) {
                request.connection().respond(request, response);
              }

              @Override
              public void failed(Failure failure) {
                request.connection().reset();
              }
            });
  }

  private Attached attach(Cluster current, GatewayRequest request) {
    String clientId = request.clientId();
    NodeId client =
        NodeId.external(clientId == null || clientId.isBlank() ? "(no client.id)" : clientId);
    NodeId broker = NodeId.broker(request.connection().brokerId());
    ExternalConnection connection =
        current.nodes().network().connect(client, broker, request.connection().id());
    if (connectionsOf.merge(client, 1, Integer::sum) == 1) {
      current
          .journal()
          .emit(
              client,
              new Client.Connected(request.connection().remoteAddress(), softwareOf(request)));
    }
    ExternalRoles roles =
        rolesOf.computeIfAbsent(client, unused -> new ExternalRoles(client, current));
    return new Attached(client, connection, roles);
  }

  private static String softwareOf(GatewayRequest request) {
    if (request.body() instanceof ApiVersionsRequestData hello
        && !hello.clientSoftwareName().isEmpty()) {
      return hello.clientSoftwareName() + " " + hello.clientSoftwareVersion();
    }
    return "";
  }

  @Override
  public void disconnected(GatewayConnection connection, String reason) {
    toLoop.put(onCluster(current -> detach(current, connection, reason)));
  }

  private void detach(Cluster current, GatewayConnection connection, String reason) {
    Attached gone = attached.remove(connection.id());
    if (gone == null) {
      return;
    }
    gone.connection().close();
    if (connectionsOf.merge(gone.client(), -1, Integer::sum) == 0) {
      connectionsOf.remove(gone.client());
      rolesOf.remove(gone.client());
      current.journal().emit(gone.client(), new Client.Disconnected(reason));
      current.nodes().network().forget(gone.client());
    }
  }

  @Override
  public void started(NodeId node) {
    if (node.isBroker() && gateway.isClosed(node.number())) {
      try {
        gateway.open(node.number(), port(node.number()));
      } catch (PortInUseException e) {
        LOG.warn("{} runs, but clients outside cannot reach it: {}", node, e.getMessage());
      }
    }
  }

  @Override
  public void stopped(NodeId node) {
    if (node.isBroker()) {
      gateway.close(node.number());
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
