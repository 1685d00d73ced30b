package vivarium.engine.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map in order of insertion that forgets what came first. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1;

  private final int most;

  /**
   * An empty one.
   *
   * @param most entries it remembers
   */
  Bounded(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
