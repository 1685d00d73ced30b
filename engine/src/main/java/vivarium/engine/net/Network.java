package vivarium.engine.net;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.WaitReason;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.wire.Messages;

/** Carries requests and answers between nodes, over connections and links. */
public final class Network {

  private final Scheduler scheduler;
  private final Journal journal;
  private final Links links;
  private final Transit transit;
  private final Service service;
  private final TreeMap<NodeId, NodeHost> hosts = new TreeMap<>();
  private final TreeMap<Address, Connection> connections = new TreeMap<>();
  private final Causes causes;
  private AnswerListener answers = (request, response) -> {};
  private RequestListener requests = request -> {};

  private record Address(NodeId from, NodeId to, String lane) implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
      int byFrom = from.compareTo(other.from);
      int byTo = byFrom != 0 ? byFrom : to.compareTo(other.to);
      return byTo != 0 ? byTo : lane.compareTo(other.lane);
    }
  }

  /**
   * @param random gives what happens by chance on links and to requests streams of its own
   */
  Network(
      Scheduler scheduler,
      Journal journal,
      Causes causes,
      FaultKeeper keeper,
      SeededRandom random) {
    this.scheduler = scheduler;
    this.causes = causes;
    this.journal = journal;
    this.links = new Links(keeper.faults(), random);
    this.transit =
        new Transit(
            scheduler,
            journal,
            keeper,
            links,
            new Transit.Arrivals() {
              @Override
              public void arrived(Message message) {
                Network.this.arrived(message);
              }

              @Override
              public void gaveUp(Connection connection) {
                giveUp(connection, ResponseHandler.Failure.DISCONNECTED);
              }
            });
    this.service = new Service(scheduler, keeper, random, this::disconnect);
  }

  public Links links() {
    return links;
  }

  /** Has every answer reported here at the moment its asker receives it. */
  public void onAnswer(AnswerListener listener) {
    answers = listener;
  }

  /** Has every request reported here at the moment it sets out. */
  public void onRequest(RequestListener listener) {
    requests = listener;
  }

  /** Has mistakes told here that a request from outside brings to light. */
  public void onMishap(MishapListener listener) {
    service.onMishap(listener);
  }

  Transit transit() {
    return transit;
  }

  /** Has the topics named of which clients outside send the id alone. */
  public void nameTopics(Messages.TopicNames names) {
    transit.nameTopics(names);
  }

  NodeHost addHost(NodeId id, NodeHost.ProcessFactory factory) {
    NodeHost host = new NodeHost(id, factory);
    hosts.put(id, host);
    return host;
  }

  void removeHost(NodeId id) {
    hosts.remove(id);
    forget(id);
  }

  /** A client is gone for good: nothing of how its links were is remembered. */
  public void forget(NodeId client) {
    links.forget(client);
  }

  @Nullable NodeHost host(NodeId id) {
    return hosts.get(id);
  }

  /** Sends on the open connection of this lane, or on a new one. */
  void send(
      NodeId from,
      NodeId to,
      String lane,
      ApiMessage body,
      long timeoutNanos,
      ResponseHandler handler) {
    Address address = new Address(from, to, lane);
    Connection connection = connections.get(address);
    if (connection != null && connection.isFull()) {
      breakOff(connection);
    }
    if (connection == null || connection.isClosed()) {
      connection = new Connection(from, to, lane);
      connections.put(address, connection);
    }
    Request request = send(connection, body, Messages.latestVersion(body), nextMessage(), handler);
    if (!request.expectsAnswer()) {
      handler.sentWithoutAnswer();
    }
    Connection used = connection;
    request.timeOutWith(scheduler.after(timeoutNanos, () -> timeOut(used, request)));
  }

  /** Opens a connection of a client outside the cluster, on which it sends by itself. */
  public ExternalConnection connect(NodeId from, NodeId to, long connectionId) {
    Connection connection = new Connection(from, to, "tcp-" + connectionId);
    connections.put(new Address(from, to, connection.lane()), connection);
    return new ExternalConnection(this, connection);
  }

  /**
   * Sends on a connection of a client outside. What has no answer counts as sent once the far end
   * takes it up, as when the bytes have left a socket's buffer: until then the client is held back.
   */
  void sendFromOutside(
      Connection connection,
      ApiMessage body,
      short version,
      int correlationId,
      ResponseHandler handler) {
    send(connection, body, version, correlationId, handler);
  }

  /** What nobody takes out of a connection is lost with it. */
  private void breakOff(Connection connection) {
    connection.abandonAtServer();
    giveUp(connection, ResponseHandler.Failure.TIMED_OUT);
  }

  private Request send(
      Connection connection,
      ApiMessage body,
      short version,
      int correlationId,
      ResponseHandler handler) {
    Request request =
        new Request(
            this,
            connection,
            transit.nextId(),
            correlationId,
            body,
            version,
            scheduler.nowNanos(),
            handler);
    connection.sent(request);
    requests.sent(request);
    transit.send(new Message(request, request.id(), body, true));
    return request;
  }

  private int nextMessage() {
    return (int) ((transit.lastId() + 1) & Integer.MAX_VALUE);
  }

  /** Cuts one direction; returns false if it was cut already. */
  public boolean cut(NodeId from, NodeId to) {
    return links.cut(from, to);
  }

  /** Heals one direction and sends again what was lost on it; returns false if it was not cut. */
  public boolean heal(NodeId from, NodeId to) {
    if (!links.heal(from, to)) {
      return false;
    }
    transit.sendAgain(from, to);
    return true;
  }

  private void arrived(Message message) {
    if (message.isAsking()) {
      deliver(message.request(), message.isTold());
    } else {
      deliverAnswer(message.request(), message.body());
    }
  }

  private void deliver(Request request, boolean told) {
    Connection connection = request.connection();
    NodeHost host = hosts.get(connection.to());
    if (host == null || !host.isRunning()) {
      if (told) {
        journal.emit(
            connection.to(), new Flow.Lost(request.id(), connection.to() + " is not running"));
      }
      refuse(connection);
      return;
    }
    if (host.admits(connection)) {
      if (!host.isFrozen()) {
        request.waits(causes.current());
      }
      connection.arrived(request);
      serveNext(connection, host);
    } else if (told) {
      journal.emit(
          connection.to(),
          new Flow.Lost(request.id(), connection.to() + " accepts no more connections"));
    }
  }

  private void serveNext(Connection connection, NodeHost host) {
    if (host.isFrozen()) {
      host.serveOnResume(connection, () -> serveAll(connection, host));
    } else {
      host.runFor(host.incarnation(), () -> serveAll(connection, host));
    }
  }

  /**
   * Serves what has arrived, one after the other, until one must wait. A request that is answered
   * at once comes back here; the loop that is under way goes on with the next, however many there
   * are.
   */
  private void serveAll(Connection connection, NodeHost host) {
    if (!connection.beginServing()) {
      return;
    }
    try {
      Request next = host.isRunning() ? connection.next() : null;
      while (next != null) {
        Long because = next.waitsBecause();
        if (because != null) {
          causes.set(because);
        }
        if (connection.from().kind() == NodeId.Kind.EXTERNAL && !next.expectsAnswer()) {
          next.handler().sentWithoutAnswer();
        }
        service.take(host, next);
        next = host.isRunning() ? connection.next() : null;
      }
    } finally {
      connection.endServing();
    }
  }

  /** The serving side closes the connection instead of answering. */
  private void disconnect(Connection connection) {
    connection.abandonAtServer();
    refuse(connection);
  }

  /**
   * The connection's far end is gone: its nearer end learns so after a hop, unless it is cut off.
   */
  private void refuse(Connection connection) {
    long arrival = links.arrivalNanos(connection.to(), connection.from(), scheduler.nowNanos(), 0);
    scheduler.at(
        arrival,
        () -> {
          if (!links.isCut(connection.to(), connection.from())) {
            giveUp(connection, ResponseHandler.Failure.DISCONNECTED);
          }
        });
  }

  private void timeOut(Connection connection, Request request) {
    if (connection.isAwaiting(request)) {
      giveUp(connection, ResponseHandler.Failure.TIMED_OUT);
    }
  }

  /** Closes a connection at its sender's end and fails everything the sender still waits for. */
  private void giveUp(Connection connection, ResponseHandler.Failure failure) {
    connections.remove(
        new Address(connection.from(), connection.to(), connection.lane()), connection);
    List<Request> unanswered = connection.close();
    transit.forget(connection);
    for (Request request : unanswered) {
      request.handler().failed(failure);
    }
  }

  void reply(Request request, ApiMessage response) {
    transit.send(new Message(request, transit.nextId(), response, false));
    served(request);
  }

  /** The request is done with and has no answer; the connection's next may be served. */
  void served(Request request) {
    request.connection().served(request);
    NodeHost host = hosts.get(request.to());
    if (host != null && host.isRunning()) {
      serveNext(request.connection(), host);
    }
  }

  private void deliverAnswer(Request request, ApiMessage response) {
    if (!request.connection().settle(request)) {
      return; // The sender has given up on it.
    }
    answers.answered(request, response);
    request.handler().answered(response);
  }

  boolean park(Request request, WaitReason reason, List<Flow.Cargo> cargo) {
    if (!journal.admitsFlow()) {
      return false;
    }
    journal.emit(
        request.to(),
        new Flow.Parked(
            request.id(),
            Messages.apiName(request.body()),
            request.from(),
            reason,
            cargo.size() > Flow.MAX_CARGO ? cargo.subList(0, Flow.MAX_CARGO) : cargo));
    return true;
  }

  void release(Request request) {
    journal.emit(request.to(), new Flow.Released(request.id()));
  }

  /** The process on this node has died: its connections are reset, on both sides. */
  void processDied(NodeId node) {
    for (Connection connection : new ArrayList<>(connections.values())) {
      if (connection.to().equals(node)) {
        connection.abandonAtServer();
        refuse(connection);
      } else if (connection.from().equals(node)) {
        connections.remove(
            new Address(connection.from(), connection.to(), connection.lane()), connection);
        connection.close();
        transit.forget(connection);
      }
    }
  }

  /** Closes a connection at its sender's end without a word to the sender. */
  void close(Connection connection) {
    connections.remove(
        new Address(connection.from(), connection.to(), connection.lane()), connection);
    connection.close();
    transit.forget(connection);
  }

  void close(NodeId from, NodeId to, String lane) {
    Connection connection = connections.get(new Address(from, to, lane));
    if (connection != null) {
      close(connection);
    }
  }
}
