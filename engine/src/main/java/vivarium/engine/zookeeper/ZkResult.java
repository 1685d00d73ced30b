package vivarium.engine.zookeeper;

import java.util.List;

/**
 * What an operation came to.
 *
 * @param path of the znode, with its sequence number if it was created with one; of the first
 *     operation that failed, if one did
 * @param data of a read
 * @param children of a read of children, in order
 * @param parts of several reads at once, in their order
 */
public record ZkResult(
    ZkError error,
    String path,
    String data,
    Stat stat,
    List<String> children,
    List<ZkResult> parts) {
  public ZkResult {
    children = List.copyOf(children);
    parts = List.copyOf(parts);
  }

  static ZkResult of(ZkError error, String path) {
    return new ZkResult(error, path, "", Stat.NONE, List.of(), List.of());
  }

  public boolean isOk() {
    return error == ZkError.OK;
  }
}
