package vivarium.desktop.experiment;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Where two runs differ.
 *
 * @param atNanos the virtual time
 * @param a what the one did there; null if nothing of the kind
 * @param b what the other did there; null if nothing of the kind
 */
public record Difference(long atNanos, @Nullable Stamped a, @Nullable Stamped b) {

  /** What both do is the same also if one does it so much earlier, where people are to see it. */
  static final long TOLERANCE_NANOS = 1_000_000_000L;

  /**
   * The first event at which two traces part, whatever it is. What only states a setting is passed
   * over: that the settings differ is known.
   *
   * @param fromNanos what is before counts for nothing
   */
  public static Optional<Difference> inTraces(EventLog a, EventLog b, long fromNanos) {
    Trace one = new Trace(a, fromNanos);
    Trace other = new Trace(b, fromNanos);
    while (true) {
      Stamped left = one.next();
      Stamped right = other.next();
      if (left == null && right == null) {
        return Optional.empty();
      }
      if (left == null || right == null || !isSame(left, right)) {
        return Optional.of(new Difference(earlier(left, right), left, right));
      }
    }
  }

  private static boolean isSame(Stamped one, Stamped other) {
    return one.atNanos() == other.atNanos()
        && one.node().equals(other.node())
        && one.event().equals(other.event());
  }

  private static long earlier(@Nullable Stamped one, @Nullable Stamped other) {
    long left = one == null ? Long.MAX_VALUE : one.atNanos();
    return other == null ? left : Math.min(left, other.atNanos());
  }

  /** The events of a run that count, in order. */
  private static final class Trace {
    private final EventLog log;
    private final long fromNanos;
    private long seq;

    Trace(EventLog log, long fromNanos) {
      this.log = log;
      this.fromNanos = fromNanos;
      this.seq = log.firstSeq() - 1;
    }

    @Nullable Stamped next() {
      while (seq < log.lastSeq()) {
        seq++;
        Stamped stamped = log.get(seq);
        if (stamped != null && stamped.atNanos() >= fromNanos && !statesSetting(stamped.event())) {
          return stamped;
        }
      }
      return null;
    }
  }

  private static boolean statesSetting(ClusterEvent event) {
    return event instanceof Client.ProducerAdded
        || event instanceof Client.ProducerChanged
        || event instanceof Client.ConsumerAdded
        || event instanceof Client.ConsumerChanged
        || event instanceof Metadata.ConfigChanged;
  }

  /**
   * The difference that people see first: a record that is acknowledged or read in one run and not
   * in the other, or something told of one and not of the other.
   *
   * @param a all events of the one
   * @param b all events of the other
   * @param toldOfA what is told of the one, in order
   * @param toldOfB what is told of the other, in order
   * @param fromNanos what is before counts for nothing
   */
  public static Optional<Difference> thatShows(
      EventLog a, EventLog b, List<Stamped> toldOfA, List<Stamped> toldOfB, long fromNanos) {
    return Stream.of(inWords(toldOfA, toldOfB, fromNanos), Answers.differ(a, b, fromNanos))
        .flatMap(Optional::stream)
        .min(Comparator.comparingLong(Difference::atNanos));
  }

  /**
   * The first thing in what is told to people that one run did and the other did not, or did more
   * than a second later.
   *
   * @param a what is told of the one, in order
   * @param b what is told of the other, in order
   * @param fromNanos what is before counts for nothing
   */
  private static Optional<Difference> inWords(List<Stamped> a, List<Stamped> b, long fromNanos) {
    Stamped left = firstWithout(a, b, fromNanos);
    Stamped right = firstWithout(b, a, fromNanos);
    if (left == null && right == null) {
      return Optional.empty();
    }
    long atNanos = earlier(left, right);
    return Optional.of(new Difference(atNanos, near(left, atNanos), near(right, atNanos)));
  }

  private static @Nullable Stamped near(@Nullable Stamped stamped, long atNanos) {
    return stamped == null || stamped.atNanos() - atNanos > TOLERANCE_NANOS ? null : stamped;
  }

  private static @Nullable Stamped firstWithout(
      List<Stamped> told, List<Stamped> other, long fromNanos) {
    Narrator narrator = new Narrator(Texts.ENGLISH);
    Map<String, Deque<Stamped>> unmatched = new HashMap<>();
    for (Stamped stamped : other) {
      unmatched.computeIfAbsent(said(narrator, stamped), unused -> new ArrayDeque<>()).add(stamped);
    }
    for (Stamped stamped : told) {
      if (statesSetting(stamped.event())) {
        continue;
      }
      Deque<Stamped> same = unmatched.getOrDefault(said(narrator, stamped), new ArrayDeque<>());
      Stamped match = same.poll();
      boolean isMatched = match != null && match.atNanos() <= stamped.atNanos() + TOLERANCE_NANOS;
      if (stamped.atNanos() >= fromNanos && !isMatched) {
        return stamped;
      }
    }
    return null;
  }

  /**
   * The sentence, without the exact times and the epochs, terms and offsets of metadata that some
   * hold: another number of these alone is no difference to anybody.
   */
  private static String said(Narrator narrator, Stamped stamped) {
    return switch (stamped.event()) {
      case Replica.FellBehind(TopicPartition partition, int follower, long unused) ->
          "%s fell behind on %s".formatted(follower, partition);
      case Node.Fenced unused -> stamped.node() + " fenced";
      case Node.Registered unused -> stamped.node() + " registered";
      case Coordination.ControllerElected unused -> stamped.node() + " is the controller";
      case Coordination.QuorumRoleChanged role -> "%s is %s".formatted(stamped.node(), role.role());
      case Coordination.SnapshotTaken unused -> stamped.node() + " took a snapshot";
      case Coordination.SnapshotLoaded unused -> stamped.node() + " loaded a snapshot";
      case Coordination.MetadataTruncated unused -> stamped.node() + " cut off metadata";
      case Metadata.PartitionChanged(TopicPartition partition, var before, PartitionState after) ->
          "%s led by %d, ISR %s, ELR %s, replicas %s"
              .formatted(partition, after.leader(), after.isr(), after.elr(), after.replicas());
      case Client.GroupChanged group ->
          "%s is %s with %d".formatted(group.groupId(), group.state(), group.members().size());
      // "kill controller" may name one node here and another there: what follows is the difference.
      case Node.Stopped(Node.How how) when stamped.causeSeq() == Stamped.NO_CAUSE ->
          how + " at " + stamped.atNanos();
      default -> narrator.sentence(stamped);
    };
  }
}
