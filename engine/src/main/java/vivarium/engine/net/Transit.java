package vivarium.engine.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.FaultSpec.OneMessage;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.ActiveFault;
import vivarium.engine.fault.Faults;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.wire.Messages;

/**
 * Messages between their departure and their arrival: when they come, and what faults do to them.
 *
 * <p>Every message is part of a TCP connection, so that none is simply missing: what a cut link
 * keeps is sent again when the link is mended; where one message is held, those behind it on its
 * connection wait too; where one is dropped with all its retransmissions, nothing more comes
 * through on its connection that way, until its sender gives the connection up.
 */
final class Transit {

  /** After so long without an acknowledgement a connection is given up, if not before. */
  static final long GIVE_UP_NANOS = 30_000_000_000L;

  private final Scheduler scheduler;
  private final Journal journal;
  private final FaultKeeper keeper;
  private final Links links;
  private final Arrivals arrivals;
  private final TreeMap<Links.Link, ArrayDeque<Message>> cutOff = new TreeMap<>();
  private final TreeMap<Long, Message> underWay = new TreeMap<>();
  private final ArrayList<Stall> stalls = new ArrayList<>();
  private Messages.TopicNames topicNames = topicId -> null;
  private long messages;

  /** What becomes of messages that are through. */
  interface Arrivals {
    void arrived(Message message);

    /** Nothing has come through on this connection for long. */
    void gaveUp(Connection connection);
  }

  Transit(
      Scheduler scheduler, Journal journal, FaultKeeper keeper, Links links, Arrivals arrivals) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.keeper = keeper;
    this.links = links;
    this.arrivals = arrivals;
  }

  void nameTopics(Messages.TopicNames names) {
    topicNames = names;
  }

  /** An id for the next message. */
  long nextId() {
    return ++messages;
  }

  /** The id given last. */
  long lastId() {
    return messages;
  }

  void send(Message message) {
    NodeId from = message.from();
    NodeId to = message.to();
    boolean told = journal.admitsFlow();
    boolean sized = told || links.dependsOnSize(from, to);
    int size = sized ? Messages.sizeBytes(message.body(), message.request().version()) : 0;
    @Nullable ActiveFault chosen = chooser(message);
    long late = chosen != null && chosen.spec() instanceof OneMessage one ? one.byMs() : 0;
    long arrival =
        message
            .connection()
            .inOrder(
                message.isAsking(),
                links.arrivalNanos(from, to, scheduler.nowNanos(), size) + late * 1_000_000L);
    if (told) {
      message.told();
      tell(message, arrival, size);
      underWay.put(message.id(), message);
    }
    if (chosen == null) {
      scheduler.at(arrival, () -> arrive(message));
    } else {
      message.doom(chosen);
      keeper.strike(chosen, message, () -> scheduler.at(arrival, () -> arrive(message)));
    }
  }

  /** The fault that picks this message out as it leaves, or null. */
  private @Nullable ActiveFault chooser(Message message) {
    Faults faults = keeper.faults();
    return faults.isEmpty() || links.isCut(message.from(), message.to())
        ? null
        : faults.onMessage(
            message.from(), message.to(), message.request().apiName(), message.isAsking());
  }

  private void arrive(Message message) {
    if (message.isTold()) {
      underWay.remove(message.id());
    }
    NodeId from = message.from();
    NodeId to = message.to();
    if (links.isCut(from, to)) {
      lost(message, "the link " + from + " → " + to + " is cut");
      if (!message.connection().isClosed()) {
        cutOff.computeIfAbsent(new Links.Link(from, to), unused -> new ArrayDeque<>()).add(message);
      }
      return;
    }
    Stall stall = stallOf(message);
    if (stall != null) {
      lost(message, "it waits behind another of its connection");
      stall.waiting.addLast(message);
      return;
    }
    ActiveFault fault = message.fault();
    if (fault != null && fault.spec() instanceof OneMessage one) {
      meetFate(message, fault, one);
    } else {
      comeThrough(message);
    }
  }

  private void meetFate(Message message, ActiveFault fault, OneMessage one) {
    switch (one.fate()) {
      case DROP -> {
        lost(message, "it was dropped");
        Connection connection = message.connection();
        stalls.add(new Stall(fault, connection, message.isAsking()));
        scheduler.after(GIVE_UP_NANOS, () -> giveUp(connection));
      }
      case HOLD -> {
        if (keeper.faults().find(one.key()) == fault) {
          lost(message, "it is held");
          Stall stall = new Stall(fault, message.connection(), message.isAsking());
          stall.waiting.addLast(message);
          stalls.add(stall);
        } else {
          comeThrough(message); // Healed before it came this far.
        }
      }
      case DELAY -> {
        if (one.choice() instanceof MessageChoice.Numbered) {
          lost(message, "it is delayed");
          Stall stall = new Stall(fault, message.connection(), message.isAsking());
          stall.waiting.addLast(message);
          stalls.add(stall);
          scheduler.after(one.byMs() * 1_000_000L, () -> release(fault));
        } else {
          comeThrough(message); // It left with its delay.
        }
      }
      case DUPLICATE -> {
        Request repeated = message.request().repeated(nextId());
        comeThrough(message);
        send(new Message(repeated, repeated.id(), repeated.body(), true));
      }
    }
  }

  private void giveUp(Connection connection) {
    stalls.removeIf(stall -> stall.connection == connection);
    if (!connection.isClosed()) {
      arrivals.gaveUp(connection);
    }
  }

  /** A connection is closed: what was kept of it will not be sent again. */
  void forget(Connection connection) {
    for (ArrayDeque<Message> kept : cutOff.values()) {
      kept.removeIf(message -> message.connection() == connection);
    }
    stalls.removeIf(stall -> stall.connection == connection);
  }

  /** The message is there; what was sent before it on its connection comes first. */
  private void comeThrough(Message message) {
    message.connection().sequence(message.isAsking()).come(message).forEach(arrivals::arrived);
  }

  private @Nullable Stall stallOf(Message message) {
    for (Stall stall : stalls) {
      if (stall.connection == message.connection() && stall.asking == message.isAsking()) {
        return stall;
      }
    }
    return null;
  }

  private void lost(Message message, String reason) {
    if (message.isTold()) {
      journal.emit(message.from(), new Flow.Lost(message.id(), reason));
    }
  }

  /** What was lost on a link that is mended now is sent again. */
  void sendAgain(NodeId from, NodeId to) {
    ArrayDeque<Message> again = cutOff.remove(new Links.Link(from, to));
    if (again != null) {
      again.forEach(this::sendAgain);
    }
  }

  private void sendAgain(Message message) {
    if (!message.connection().isClosed()) {
      send(message.again(nextId()));
    }
  }

  /** Lets go what a fault that is healed now has held. */
  void release(ActiveFault fault) {
    for (Stall stall : List.copyOf(stalls)) {
      if (stall.fault == fault) {
        stalls.remove(stall);
        stall.waiting.forEach(this::sendAgain);
      }
    }
  }

  /**
   * Whether a message of this id is under way and could meet this fate.
   *
   * @throws IllegalArgumentException saying why not
   */
  void requireUnderWay(long messageId, Fate fate) {
    Message message = underWay.get(messageId);
    if (message == null) {
      throw new IllegalArgumentException("no message %d is under way".formatted(messageId));
    }
    if (fate == Fate.DUPLICATE && !message.isAsking()) {
      throw new IllegalArgumentException(
          "message %d is an answer, and only requests are sent twice".formatted(messageId));
    }
  }

  /** Decides the fate of a message that is under way. */
  void strike(long messageId, ActiveFault fault, OneMessage one) {
    Message message = underWay.get(messageId);
    if (message == null) {
      return;
    }
    ActiveFault before = message.fault();
    boolean outranked =
        before != null
            && before.spec() instanceof OneMessage earlier
            && earlier.fate().compareTo(one.fate()) < 0;
    if (!outranked) {
      message.doom(fault);
    }
    keeper.strike(fault, message, () -> {});
  }

  private void tell(Message message, long arrival, int size) {
    Request request = message.request();
    journal.emit(
        message.from(),
        new Flow.Sent(
            message.id(),
            request.id(),
            request.apiName(),
            message.isAsking() ? FlowDirection.REQUEST : FlowDirection.REPLY,
            message.from(),
            message.to(),
            scheduler.nowNanos(),
            arrival,
            size,
            request.correlationId(),
            message.isAsking() ? null : Messages.errorName(message.body()),
            Messages.cargo(message.body(), topicNames)));
  }

  /** One direction of a connection in which nothing comes through. */
  private static final class Stall {
    final ActiveFault fault;
    final Connection connection;
    final boolean asking;
    final ArrayDeque<Message> waiting = new ArrayDeque<>();

    Stall(ActiveFault fault, Connection connection, boolean asking) {
      this.fault = fault;
      this.connection = connection;
      this.asking = asking;
    }
  }
}
