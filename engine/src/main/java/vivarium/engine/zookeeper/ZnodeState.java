package vivarium.engine.zookeeper;

/** What a znode holds at some moment. */
public record ZnodeState(String data, Stat stat) {}
