package vivarium.engine.quorum;

import java.util.TreeMap;

/** The votes of one election, real or pre-vote. The voter who asks has granted its own. */
final class Ballot {

  private final int voters;
  private final TreeMap<Integer, Boolean> votes = new TreeMap<>();

  /**
   * @param voters how many there are, the one who asks included
   */
  Ballot(int voters, int self) {
    this.voters = voters;
    votes.put(self, true);
  }

  void note(int voter, boolean granted) {
    votes.putIfAbsent(voter, granted);
  }

  boolean isWon() {
    return count(true) >= majorityOf(voters);
  }

  /** Not enough voters are left that could still grant their vote. */
  boolean isLost() {
    return voters - count(false) < majorityOf(voters);
  }

  private int count(boolean granted) {
    return (int) votes.values().stream().filter(vote -> vote == granted).count();
  }

  static int majorityOf(int voters) {
    return voters / 2 + 1;
  }
}
