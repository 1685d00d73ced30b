package vivarium.engine.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;

/**
 * A client that notes what it is told. On request it works by itself: keeps an ephemeral znode,
 * counts in one that all share, leaves marks, and follows the shared count by watches.
 */
final class TestClient implements NodeProcess {

  static final String COUNT = "/count";
  private static final long STEP_NANOS = 150_000_000L;

  private final NodeContext context;
  private final Memory memory;
  private final ZooKeeperClient zookeeper;
  private final List<WatchEvent> happened = new ArrayList<>();
  private final TreeMap<String, Long> seen = new TreeMap<>();
  private int sessions;
  private int expirations;
  private boolean works;

  /** What outlives the client's process, for the test alone. */
  static final class Memory {
    final TreeSet<String> marks = new TreeSet<>();
    final TreeSet<Integer> versionsSet = new TreeSet<>();
    boolean working;
    int number;
    @Nullable String countFollowed;
  }

  TestClient(NodeContext context, List<NodeId> servers, Memory memory) {
    this.context = context;
    this.memory = memory;
    this.zookeeper =
        new ZooKeeperClient(
            context,
            servers,
            () -> TestEnsemble.SESSION_TIMEOUT_MS,
            new ZooKeeperClient.Listener() {
              @Override
              public void connected(boolean newSession) {
                sessions += newSession ? 1 : 0;
                if (works && newSession) {
                  beginSession();
                }
              }

              @Override
              public void disconnected() {}

              @Override
              public void expired() {
                expirations++;
              }

              @Override
              public void happened(WatchEvent event) {
                happened.add(event);
                if (works && event.path().equals(alive())) {
                  stayAlive();
                }
                if (event.path().equals(COUNT)) {
                  follow();
                }
              }
            });
  }

  @Override
  public void start() {
    zookeeper.start();
    if (memory.working) {
      work();
    }
  }

  /** Begins to work by itself, now and after every restart. */
  void work() {
    memory.working = true;
    works = true;
    if (zookeeper.isConnected()) {
      beginSession();
    }
    step();
  }

  void rest() {
    memory.working = false;
    works = false;
  }

  private void beginSession() {
    zookeeper.submit(ZkOp.Create.persistent(COUNT, "0"), unused -> follow());
    stayAlive();
  }

  /** Keeps an ephemeral znode, once that of an earlier session is gone. */
  private void stayAlive() {
    zookeeper.submit(
        ZkOp.Create.ephemeral(alive(), ""),
        created -> {
          if (created.error() == ZkError.NODE_EXISTS) {
            watchAlive();
          } else if (created.error() == ZkError.CONNECTION_LOSS) {
            context.after(STEP_NANOS, this::stayAlive);
          }
        });
  }

  private void watchAlive() {
    zookeeper.submit(
        new ZkOp.GetData(alive(), true),
        read -> {
          if (read.error() == ZkError.NO_NODE || read.error() == ZkError.CONNECTION_LOSS) {
            context.after(STEP_NANOS, this::stayAlive);
          }
        });
  }

  private String alive() {
    return "/alive" + context.self().name();
  }

  private void follow() {
    zookeeper.submit(
        new ZkOp.GetData(COUNT, true),
        result -> {
          if (result.isOk()) {
            notGoingBack(result);
            memory.countFollowed = result.data();
          } else if (result.error() == ZkError.CONNECTION_LOSS) {
            context.after(STEP_NANOS, this::follow);
          }
        });
  }

  private void step() {
    if (!works) {
      return;
    }
    context.clearCause();
    if (context.random().nextBoolean()) {
      mark();
    } else {
      count();
    }
    context.after(STEP_NANOS, this::step);
  }

  private void mark() {
    String path = "/mark-%s-%d".formatted(context.self().name(), ++memory.number);
    zookeeper.submit(
        ZkOp.Create.persistent(path, ""),
        result -> {
          if (result.isOk()) {
            memory.marks.add(path);
          }
        });
  }

  private void count() {
    zookeeper.submit(
        new ZkOp.GetData(COUNT, false),
        read -> {
          if (read.isOk()) {
            notGoingBack(read);
            int version = read.stat().version();
            zookeeper.submit(
                new ZkOp.Multi(
                    List.of(
                        new ZkOp.Check("/", ZkOp.ANY_VERSION),
                        new ZkOp.SetData(COUNT, Integer.toString(version + 1), version))),
                written -> {
                  if (written.isOk()) {
                    assertThat(memory.versionsSet.add(version + 1)).isTrue();
                  }
                });
          }
        });
  }

  private void notGoingBack(ZkResult result) {
    Long before = seen.put(result.path(), result.stat().mzxid());
    assertThat(result.stat().mzxid())
        .as("what %s reads of %s", context.self(), result.path())
        .isGreaterThanOrEqualTo(before == null ? 0 : before);
  }

  /** Asks for an operation; the list holds its result once there is one. */
  List<ZkResult> ask(ZkOp op) {
    List<ZkResult> results = new ArrayList<>();
    zookeeper.submit(op, results::add);
    return results;
  }

  @Override
  public void receive(Request request) {
    assertThat(zookeeper.handle(request)).isTrue();
  }

  @Override
  public void shutDown() {
    zookeeper.close(context::exit);
  }

  ZooKeeperClient zookeeper() {
    return zookeeper;
  }

  Memory memory() {
    return memory;
  }

  List<WatchEvent> happened() {
    return happened;
  }

  int sessions() {
    return sessions;
  }

  int expirations() {
    return expirations;
  }
}
