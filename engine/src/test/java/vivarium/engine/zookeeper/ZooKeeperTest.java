package vivarium.engine.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;

/** An ensemble of three servers: znodes, sessions, watches, and what a majority is for. */
class ZooKeeperTest {

  private final TestEnsemble ensemble = new TestEnsemble(3, 1, Long.MAX_VALUE).run(3);
  private final TestClient client = ensemble.client(1);
  private final TestClient other = ensemble.client(2);

  private ZkResult does(TestClient who, ZkOp op) {
    List<ZkResult> results = who.ask(op);
    ensemble.run(1);
    assertThat(results).as("results of " + op).hasSize(1);
    return results.getFirst();
  }

  private void connected() {
    ensemble.run(1);
    assertThat(client.zookeeper().isConnected()).isTrue();
    assertThat(other.zookeeper().isConnected()).isTrue();
  }

  @Test
  void aWriteIsConditionalOnTheVersion() {
    connected();
    assertThat(does(client, ZkOp.Create.persistent("/a", "one")).isOk()).isTrue();
    assertThat(does(other, ZkOp.Create.persistent("/a", "two")).error())
        .isEqualTo(ZkError.NODE_EXISTS);
    assertThat(does(client, new ZkOp.SetData("/a", "two", 0)).stat().version()).isEqualTo(1);
    assertThat(does(other, new ZkOp.SetData("/a", "three", 0)).error())
        .isEqualTo(ZkError.BAD_VERSION);
    assertThat(does(other, new ZkOp.GetData("/a", false)).data()).isEqualTo("two");
    assertThat(does(client, ZkOp.Create.persistent("/b/c", "")).error()).isEqualTo(ZkError.NO_NODE);
  }

  @Test
  void aMultiIsAllOrNothing() {
    connected();
    does(client, ZkOp.Create.persistent("/a", ""));
    ZkResult refused =
        does(
            client,
            new ZkOp.Multi(List.of(ZkOp.Create.persistent("/a/b", ""), new ZkOp.Check("/a", 7))));
    assertThat(refused.error()).isEqualTo(ZkError.BAD_VERSION);
    assertThat(refused.path()).isEqualTo("/a");
    assertThat(does(other, new ZkOp.GetChildren("/a", false)).children()).isEmpty();
  }

  @Test
  void sequentialNamesGrow() {
    connected();
    does(client, ZkOp.Create.persistent("/q", ""));
    assertThat(does(client, new ZkOp.Create("/q/n-", "", false, true)).path())
        .isEqualTo("/q/n-0000000000");
    assertThat(does(other, new ZkOp.Create("/q/n-", "", false, true)).path())
        .isEqualTo("/q/n-0000000001");
  }

  @Test
  void aWatchTellsOnce() {
    connected();
    does(client, new ZkOp.GetData("/a", true));
    does(other, ZkOp.Create.persistent("/a", "one"));
    assertThat(client.happened()).containsExactly(new WatchEvent(WatchEvent.Type.CREATED, "/a"));
    does(other, new ZkOp.SetData("/a", "two", 0));
    assertThat(client.happened()).hasSize(1);
  }

  @Test
  void aSessionExpiresOnceAndItsEphemeralsGoWithIt() {
    connected();
    does(client, ZkOp.Create.ephemeral("/alive", ""));
    does(other, new ZkOp.GetData("/alive", true));
    long session = client.zookeeper().sessionId();

    ensemble.nodes().freeze(NodeId.broker(1));
    ensemble.run(4);
    assertThat(ensemble.closedSessions()).containsOnlyKeys(session).containsValue(true);
    assertThat(other.happened()).containsExactly(new WatchEvent(WatchEvent.Type.DELETED, "/alive"));

    ensemble.nodes().resume(NodeId.broker(1));
    ensemble.run(3);
    assertThat(client.expirations()).isOne();
    assertThat(client.sessions()).as("a new session in its place").isEqualTo(2);
  }

  @Test
  void aClosedSessionEndsAtOnce() {
    connected();
    does(client, ZkOp.Create.ephemeral("/alive", ""));
    long session = client.zookeeper().sessionId();
    ensemble.nodes().shutDown(NodeId.broker(1));
    ensemble.run(0.2);
    assertThat(ensemble.closedSessions()).containsEntry(session, false);
    assertThat(does(other, new ZkOp.GetData("/alive", false)).error()).isEqualTo(ZkError.NO_NODE);
  }

  @Test
  void aSessionGoesOnWhenTheLeaderDiesAndItsWatchesToo() {
    connected();
    does(client, ZkOp.Create.persistent("/a", "one"));
    does(client, ZkOp.Create.ephemeral("/alive", ""));
    does(client, new ZkOp.GetData("/a", true));
    long session = client.zookeeper().sessionId();
    int leader = ensemble.leader();

    ensemble.nodes().kill(NodeId.zookeeper(leader));
    ensemble.run(1.5);
    assertThat(ensemble.leader()).isNotEqualTo(leader);
    assertThat(client.zookeeper().sessionId()).isEqualTo(session);
    assertThat(does(other, new ZkOp.SetData("/a", "two", 0)).isOk()).isTrue();
    assertThat(client.happened())
        .containsExactly(new WatchEvent(WatchEvent.Type.DATA_CHANGED, "/a"));
    assertThat(does(other, new ZkOp.GetData("/alive", false)).isOk()).isTrue();
  }

  @Test
  void withoutAMajorityNothingIsWrittenAndNoSessionExpires() {
    connected();
    ensemble.followers().forEach(id -> ensemble.nodes().kill(NodeId.zookeeper(id)));
    ensemble.run(10);
    assertThat(client.zookeeper().isConnected()).isFalse();
    assertThat(ensemble.closedSessions()).isEmpty();

    ensemble.servers().stream()
        .filter(id -> !ensemble.nodes().isRunning(NodeId.zookeeper(id)))
        .forEach(id -> ensemble.nodes().start(NodeId.zookeeper(id)));
    ensemble.run(4);
    assertThat(ensemble.isWhole()).isTrue();
    assertThat(client.zookeeper().isConnected()).isTrue();
    assertThat(ensemble.closedSessions()).isEmpty();
  }

  @Test
  void whatALeaderWroteAloneIsCutOffWhenItComesBack() {
    connected();
    int old = ensemble.leader();
    ensemble.cutOff(old);
    client.ask(ZkOp.Create.persistent("/lost", ""));
    other.ask(ZkOp.Create.persistent("/lost", ""));
    ensemble.run(5);
    assertThat(ensemble.leader()).isNotEqualTo(old);

    ensemble.nodes().healAll();
    ensemble.run(5);
    assertThat(ensemble.isWhole()).isTrue();
    assertThat(ensemble.server(old).log().endOffset()).isEqualTo(ensemble.committed());
  }

  @Test
  void aServerWithAnEmptyDiskTakesASnapshot() {
    TestEnsemble small = new TestEnsemble(3, 2, 500).run(3);
    TestClient writer = small.client(1);
    small.run(1);
    for (int i = 0; i < 30; i++) {
      writer.ask(ZkOp.Create.persistent("/n" + i, "x"));
    }
    small.run(2);
    int follower = small.followers().getFirst();
    small.nodes().wipe(NodeId.zookeeper(follower));
    small.nodes().start(NodeId.zookeeper(follower));
    small.run(4);

    assertThat(small.events(Coordination.SnapshotLoaded.class)).hasSize(1);
    assertThat(small.server(follower).tree().znodes())
        .isEqualTo(small.server(small.leader()).tree().znodes());
  }

  @Test
  void anEnsembleOfOneServesAlone() {
    TestEnsemble one = new TestEnsemble(1, 3, Long.MAX_VALUE).run(1);
    TestClient alone = one.client(1);
    one.run(1);
    List<ZkResult> created = alone.ask(ZkOp.Create.persistent("/a", ""));
    one.run(0.1);
    assertThat(created.getFirst().isOk()).isTrue();
    one.nodes().kill(NodeId.zookeeper(101));
    one.nodes().start(NodeId.zookeeper(101));
    one.run(2);
    List<ZkResult> read = alone.ask(new ZkOp.GetData("/a", false));
    one.run(0.1);
    assertThat(read.getFirst().isOk()).isTrue();
  }
}
