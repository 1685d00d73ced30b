package vivarium.engine.quorum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a leader knows of the other voters' logs in its epoch, and what follows from it: how far the
 * log is committed, and whether a majority still listens. Source: Kafka's {@code LeaderState}.
 */
final class Replication {

  private final long epochStartOffset;
  private final TreeMap<Integer, Voter> others = new TreeMap<>();
  private final TreeMap<Integer, Voter> observers = new TreeMap<>();
  private final TreeSet<Integer> heardSinceCheck = new TreeSet<>();
  private boolean selfVotes = true;
  private boolean active;
  private long electionCause;

  /** One fetcher, as its fetches tell of it. Offsets and times are -1 before the first. */
  static final class Voter {
    private long endOffset = -1;
    private long lastFetchNanos = -1;
    private long lastCaughtUpNanos = -1;

    long endOffset() {
      return endOffset;
    }

    long lastFetchNanos() {
      return lastFetchNanos;
    }

    /** When it last had all that the leader had. */
    long lastCaughtUpNanos() {
      return lastCaughtUpNanos;
    }
  }

  /**
   * @param voters all of them, the leader included
   * @param epochStartOffset where the leader's first record of its epoch stands
   */
  Replication(List<Integer> voters, int self, long epochStartOffset) {
    this.epochStartOffset = epochStartOffset;
    voters.stream().filter(id -> id != self).forEach(id -> others.put(id, new Voter()));
  }

  /** Others vote from here on; what is known of their logs stays. */
  void change(List<Integer> voters, int self) {
    selfVotes = voters.contains(self);
    for (int id : List.copyOf(others.keySet())) {
      if (!voters.contains(id)) {
        observers.put(id, others.remove(id));
        heardSinceCheck.remove(id);
      }
    }
    for (int id : voters) {
      if (id != self && !others.containsKey(id)) {
        Voter known = observers.remove(id);
        others.put(id, known == null ? new Voter() : known);
      }
    }
  }

  /** Of the leader and the others, how many vote. */
  private int voters() {
    return others.size() + (selfVotes ? 1 : 0);
  }

  boolean selfVotes() {
    return selfVotes;
  }

  long epochStartOffset() {
    return epochStartOffset;
  }

  /** The voters beside the leader. */
  TreeMap<Integer, Voter> others() {
    return others;
  }

  /** Brokers, and controllers without a vote, that follow the log. */
  TreeMap<Integer, Voter> observers() {
    return observers;
  }

  /**
   * A fetch at {@code offset} says that its sender has all before.
   *
   * @return whether the sender is a voter
   */
  boolean noteFetch(int replica, long offset, long logEndOffset, long nowNanos) {
    @Nullable Voter voter = others.get(replica);
    Voter fetcher =
        voter != null ? voter : observers.computeIfAbsent(replica, unused -> new Voter());
    fetcher.endOffset = offset;
    fetcher.lastFetchNanos = nowNanos;
    if (offset >= logEndOffset) {
      fetcher.lastCaughtUpNanos = nowNanos;
    }
    if (voter != null) {
      heardSinceCheck.add(replica);
    }
    return voter != null;
  }

  /** Whether a majority, the leader included, was heard since this last said so. */
  boolean majorityWasHeard() {
    if (heardSinceCheck.size() + (selfVotes ? 1 : 0) < Ballot.majorityOf(voters())) {
      return false;
    }
    heardSinceCheck.clear();
    return true;
  }

  /** Voters that have not been heard since the majority last was. */
  List<Integer> unheard() {
    return others.keySet().stream().filter(id -> !heardSinceCheck.contains(id)).toList();
  }

  /**
   * How far a majority has the log. Only what ends in the leader's own epoch is committed by it
   * (Raft §5.4.2): before that, the answer is {@code committed}.
   */
  long highWatermark(long committed, long logEndOffset) {
    List<Long> ends = new ArrayList<>(others.size() + 1);
    if (selfVotes) {
      ends.add(logEndOffset);
    }
    others.values().forEach(voter -> ends.add(voter.endOffset));
    ends.sort(Comparator.reverseOrder());
    long majorityHas = ends.get(Ballot.majorityOf(ends.size()) - 1);
    return majorityHas > epochStartOffset ? Math.max(majorityHas, committed) : committed;
  }

  /** The other voters, those with the longest log first: who should lead next. */
  List<Integer> successors() {
    return others.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Integer, Voter>>comparingLong(
                    entry -> -entry.getValue().endOffset)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Seq of the event that tells of this leader's election. */
  long electionCause() {
    return electionCause;
  }

  void electedBecauseOf(long seq) {
    electionCause = seq;
  }

  /** Whether the leader has told its listener that it leads. */
  boolean isActive() {
    return active;
  }

  void activate() {
    active = true;
  }
}
