package vivarium.engine.zookeeper;

/** A one-shot watch that a client has left, as it sets it again on another server. */
record Watch(Kind kind, String path) implements Comparable<Watch> {

  enum Kind {
    /** On the data of a znode that was there. */
    DATA,
    /** On a znode that was not there. */
    EXISTS,
    CHILDREN
  }

  @Override
  public int compareTo(Watch other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : kind.compareTo(other.kind);
  }
}
