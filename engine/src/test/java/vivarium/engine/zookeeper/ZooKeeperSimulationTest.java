package vivarium.engine.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.Nodes;
import vivarium.engine.sim.SeededRandom;

/**
 * Ensembles broken by chance: servers and clients are killed, lose power, freeze and are cut off.
 * What is committed stays, for everyone the same; then all is mended and must work again.
 */
class ZooKeeperSimulationTest {

  private static final int SEEDS = 40;
  private static final int CLIENTS = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void nothingCommittedIsLostAndSessionsEndOnce(int size) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        play(size, seed);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("ensemble of %d, seed %d".formatted(size, seed), failure);
      }
    }
  }

  private static void play(int size, long seed) {
    SeededRandom chance = SeededRandom.ofSeed(seed).stream("faults");
    TestEnsemble ensemble = new TestEnsemble(size, seed, chance.nextBoolean() ? 3_000 : 1_000_000);
    List<TestClient> clients =
        IntStream.rangeClosed(1, CLIENTS).mapToObj(ensemble::client).toList();
    ensemble.run(2);
    clients.forEach(TestClient::work);
    for (int fault = 0; fault < 60; fault++) {
      ensemble.run(chance.nextDouble());
      breakSomething(ensemble, chance);
    }
    mend(ensemble);
    ensemble.run(12);
    for (int id = 1; id <= CLIENTS; id++) {
      ensemble.running(id).rest();
    }
    ensemble.run(6);
    assertThat(ensemble.isWhole()).as("every server serves").isTrue();
    ensemble.serversAgree();
    checkTrees(ensemble, clients);
  }

  private static void checkTrees(TestEnsemble ensemble, List<TestClient> clients) {
    var tree = ensemble.server(ensemble.leader()).tree();
    for (int id : ensemble.servers()) {
      assertThat(ensemble.server(id).tree().znodes()).as("server " + id).isEqualTo(tree.znodes());
      assertThat(ensemble.server(id).tree().orphans()).isEmpty();
    }
    TreeSet<Integer> versions = new TreeSet<>();
    for (TestClient client : clients) {
      assertThat(tree.znodes().keySet()).containsAll(client.memory().marks);
      for (int version : client.memory().versionsSet) {
        assertThat(versions.add(version)).as("version %d is set once", version).isTrue();
      }
      assertThat(client.memory().countFollowed)
          .as("the count as followed by watches")
          .isEqualTo(tree.read(new ZkOp.GetData(TestClient.COUNT, false)).data());
    }
    assertThat(versions).as("counted").isNotEmpty();
    assertThat(tree.stat(TestClient.COUNT).version()).isGreaterThanOrEqualTo(versions.last());
    for (int id = 1; id <= CLIENTS; id++) {
      assertThat(tree.stat("/alive" + id).ephemeralOwner())
          .as("client %d is alive", id)
          .isEqualTo(ensemble.running(id).zookeeper().sessionId());
    }
  }

  private static NodeId anyNode(TestEnsemble ensemble, SeededRandom chance) {
    return chance.nextInt(4) == 0
        ? NodeId.broker(1 + chance.nextInt(CLIENTS))
        : NodeId.zookeeper(ensemble.servers().get(chance.nextInt(ensemble.servers().size())));
  }

  private static void breakSomething(TestEnsemble ensemble, SeededRandom chance) {
    Nodes nodes = ensemble.nodes();
    NodeId node = anyNode(ensemble, chance);
    NodeId other = anyNode(ensemble, chance);
    switch (chance.nextInt(9)) {
      case 0 -> {
        if (nodes.isRunning(node)) {
          nodes.kill(node);
        }
      }
      case 1 -> nodes.losePower(node);
      case 2 -> {
        if (nodes.isRunning(node) && !nodes.isFrozen(node)) {
          nodes.freeze(node);
        }
      }
      case 3 -> {
        if (!node.equals(other)) {
          nodes.cut(node, other);
        }
      }
      case 4 -> {
        if (!node.equals(other)) {
          nodes.cut(node, other);
          nodes.cut(other, node);
        }
      }
      case 5 -> nodes.healAll();
      case 6 -> {
        if (node.isZooKeeper()) {
          ensemble.cutOff(node.number());
        }
      }
      default -> startAll(ensemble);
    }
  }

  private static void startAll(TestEnsemble ensemble) {
    for (int id : ensemble.servers()) {
      start(ensemble, NodeId.zookeeper(id));
    }
    for (int id = 1; id <= CLIENTS; id++) {
      start(ensemble, NodeId.broker(id));
    }
  }

  private static void start(TestEnsemble ensemble, NodeId node) {
    if (!ensemble.nodes().isRunning(node)) {
      ensemble.nodes().start(node);
    }
  }

  private static void mend(TestEnsemble ensemble) {
    ensemble.nodes().healAll();
    startAll(ensemble);
  }
}
