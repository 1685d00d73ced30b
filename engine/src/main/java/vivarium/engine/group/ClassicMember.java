package vivarium.engine.group;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.Request;
import vivarium.engine.sim.Timer;

/** A member of a classic group, as its coordinator knows it. */
final class ClassicMember {

  private static final byte[] NOTHING = {};

  private final String id;
  private final String clientId;
  private final String clientHost;
  private int sessionTimeoutMs;
  private int rebalanceTimeoutMs;
  private Map<String, byte[]> protocols;
  private byte[] assignment = NOTHING;
  private @Nullable Request awaitingJoin;
  private @Nullable Request awaitingSync;
  private @Nullable Timer session;
  private @Nullable NodeId client;

  /**
   * @param protocols assignors the member knows, best first, each with its subscription
   */
  ClassicMember(
      String id,
      String clientId,
      String clientHost,
      int sessionTimeoutMs,
      int rebalanceTimeoutMs,
      Map<String, byte[]> protocols) {
    this.id = id;
    this.clientId = clientId;
    this.clientHost = clientHost;
    this.sessionTimeoutMs = sessionTimeoutMs;
    this.rebalanceTimeoutMs = rebalanceTimeoutMs;
    this.protocols = new LinkedHashMap<>(protocols);
  }

  String id() {
    return id;
  }

  String clientId() {
    return clientId;
  }

  String clientHost() {
    return clientHost;
  }

  int sessionTimeoutMs() {
    return sessionTimeoutMs;
  }

  int rebalanceTimeoutMs() {
    return rebalanceTimeoutMs;
  }

  Map<String, byte[]> protocols() {
    return protocols;
  }

  byte[] subscription(String protocol) {
    return protocols.getOrDefault(protocol, NOTHING);
  }

  boolean hasSameProtocols(Map<String, byte[]> others) {
    return protocols.keySet().equals(others.keySet())
        && protocols.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), others.get(entry.getKey())));
  }

  void update(int newSessionMs, int newRebalanceMs, Map<String, byte[]> newProtocols) {
    sessionTimeoutMs = newSessionMs;
    rebalanceTimeoutMs = newRebalanceMs;
    protocols = new LinkedHashMap<>(newProtocols);
  }

  byte[] assignment() {
    return assignment;
  }

  void assign(byte[] bytes) {
    assignment = bytes;
  }

  @Nullable Request awaitingJoin() {
    return awaitingJoin;
  }

  void awaitJoin(@Nullable Request request) {
    awaitingJoin = request;
  }

  @Nullable Request awaitingSync() {
    return awaitingSync;
  }

  void awaitSync(@Nullable Request request) {
    awaitingSync = request;
  }

  boolean isAwaiting() {
    return awaitingJoin != null || awaitingSync != null;
  }

  /** The node it last joined from, or null before it has joined at this coordinator. */
  @Nullable NodeId client() {
    return client;
  }

  void joinedFrom(NodeId node) {
    client = node;
  }

  /** Replaces the timer after which the member counts as dead; null to have none. */
  void session(@Nullable Timer timer) {
    if (session != null) {
      session.cancel();
    }
    session = timer;
  }
}
