package vivarium.engine.zookeeper;

/**
 * The numbers of a znode.
 *
 * @param czxid of the transaction that created it
 * @param mzxid of the one that last set its data
 * @param pzxid of the one that last changed its children
 * @param version how often its data was set
 * @param ephemeralOwner the session it goes with, or 0
 */
public record Stat(long czxid, long mzxid, long pzxid, int version, long ephemeralOwner) {
  /** Of a znode that is not there. */
  public static final Stat NONE = new Stat(0, 0, 0, -1, 0);
}
