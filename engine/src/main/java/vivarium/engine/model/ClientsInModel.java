package vivarium.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** The clients and consumer groups of a model. */
final class ClientsInModel {

  /** So many of those who went are remembered. */
  private static final int MAX_GONE = 8;

  private final TreeMap<NodeId, ClientView> clients = new TreeMap<>();

  /** Clients from outside that went, the one gone longest first. */
  private final LinkedHashMap<NodeId, ClientView> gone = new LinkedHashMap<>();

  private final TreeMap<String, GroupView> groups = new TreeMap<>();

  ClientsInModel copy() {
    ClientsInModel copy = new ClientsInModel();
    clients.forEach((id, view) -> copy.clients.put(id, view.copy()));
    gone.forEach((id, view) -> copy.gone.put(id, view.copy()));
    groups.forEach((id, view) -> copy.groups.put(id, view.copy()));
    return copy;
  }

  long weight() {
    long weight = 32L * (clients.size() + gone.size());
    for (ClientView client : clients.values()) {
      weight += 4L * client.positions.size();
    }
    for (GroupView group : groups.values()) {
      weight += 16 + 4L * (group.committed.size() + group.positions.size());
    }
    return weight;
  }

  void apply(Stamped stamped, Client event) {
    switch (event) {
      case Client.ProducerAdded(var settings) -> client(stamped).producer = settings;
      case Client.ProducerChanged(var settings) -> client(stamped).producer = settings;
      case Client.ConsumerAdded(var settings) -> client(stamped).consumer = settings;
      case Client.ConsumerChanged(var settings) -> client(stamped).consumer = settings;
      case Client.Removed() -> clients.remove(stamped.node());
      case Client.Connected(String address, String software) -> {
        gone.remove(stamped.node());
        ClientView view = client(stamped);
        view.connected = true;
        view.address = address;
        view.software = software;
      }
      case Client.Disconnected(String why) -> disconnect(stamped, why);
      case Client.Producing(String topic, int acks) -> client(stamped).acksByTopic.put(topic, acks);
      case Client.Joining(String groupId) -> client(stamped).groupsJoined.add(groupId);
      case Client.Fetching(TopicPartition partition) ->
          client(stamped).positions.putIfAbsent(partition, -1L);
      case Client.Acknowledged e -> {
        ClientView view = client(stamped);
        view.acknowledgedLately.add(stamped.atNanos(), e.recordCount());
        if (stamped.node().kind() == NodeId.Kind.EXTERNAL) {
          view.acksByTopic.put(e.partition().topic(), e.acks());
        }
        view.recordsAcknowledged += e.recordCount();
        view.lastLatencyNanos = e.latencyNanos();
        view.slowestLatencyNanos = Math.max(view.slowestLatencyNanos, e.latencyNanos());
        view.lastAcknowledgedAtNanos = stamped.atNanos();
      }
      case Client.Refused e -> {
        ClientView view = client(stamped);
        view.lastError = e.error();
        view.lastErrorAtNanos = stamped.atNanos();
        view.lastErrorSeq = stamped.seq();
        if (e.willRetry()) {
          view.retries++;
        } else {
          view.recordsRefused += e.recordCount();
        }
      }
      case Client.Read(String groupId, TopicPartition partition, long nextOffset, int count) -> {
        ClientView view = client(stamped);
        view.recordsRead += count;
        view.readLately.add(stamped.atNanos(), count);
        if (!groupId.isEmpty()) {
          group(groupId).positions.put(partition, nextOffset);
        } else {
          readFromOutside(view, partition, nextOffset);
        }
      }
      case Client.Committed(String groupId, TopicPartition partition, long offset) ->
          group(groupId).committed.put(partition, offset);
      case Client.GroupChanged e -> {
        GroupView view = group(e.groupId());
        forgetThoseWhoLeft(view, e.members());
        view.state = e.state();
        view.generation = e.generation();
        GroupProtocol protocol = e.protocol();
        if (protocol != null) {
          view.protocol = protocol;
        }
        view.members(e.members());
        view.coordinator = stamped.node();
        view.changedAtNanos = stamped.atNanos();
        view.changedSeq = stamped.seq();
        view.deadlineNanos = e.deadlineNanos();
        if (e.state() == GroupState.DEAD) {
          groups.remove(e.groupId());
        }
      }
    }
  }

  private void disconnect(Stamped stamped, String why) {
    ClientView view = clients.remove(stamped.node());
    if (view == null || !view.didSomething()) {
      return;
    }
    view.connected = false;
    view.disconnectedAtNanos = stamped.atNanos();
    view.disconnectedWhy = why;
    gone.putLast(stamped.node(), view);
    if (gone.size() > MAX_GONE) {
      gone.pollFirstEntry();
    }
  }

  /**
   * The wire does not say for which group a client reads: it is the one that gave it the partition.
   */
  private void readFromOutside(ClientView view, TopicPartition partition, long nextOffset) {
    view.positions.put(partition, nextOffset);
    for (GroupView group : groups.values()) {
      GroupMember owner = group.owner(partition);
      if (owner != null && owner.clientId().equals(view.id().name())) {
        group.positions.put(partition, nextOffset);
      }
    }
  }

  private void forgetThoseWhoLeft(GroupView group, List<GroupMember> members) {
    for (GroupMember before : group.members) {
      ClientView client = clients.get(NodeId.external(before.clientId()));
      if (client != null
          && members.stream().noneMatch(now -> now.clientId().equals(before.clientId()))) {
        client.groupsJoined.remove(group.id());
      }
    }
  }

  private ClientView client(Stamped stamped) {
    return clients.computeIfAbsent(stamped.node(), ClientView::new);
  }

  private GroupView group(String id) {
    return groups.computeIfAbsent(id, GroupView::new);
  }

  /** A deleted topic takes what groups committed and read of it along. */
  void forgetTopic(String topic) {
    for (ClientView client : clients.values()) {
      client.acksByTopic.remove(topic);
      client.positions.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
    for (GroupView group : groups.values()) {
      group.committed.keySet().removeIf(partition -> partition.topic().equals(topic));
      group.positions.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
  }

  SortedMap<NodeId, ClientView> clients() {
    return Collections.unmodifiableSortedMap(clients);
  }

  SequencedMap<NodeId, ClientView> gone() {
    return Collections.unmodifiableSequencedMap(gone);
  }

  SortedMap<String, GroupView> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }
}
