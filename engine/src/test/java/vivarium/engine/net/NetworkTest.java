package vivarium.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.NodeId;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;

class NetworkTest {

  private static final long MS = 1_000_000L;
  private static final NodeId CLIENT = NodeId.broker(1);
  private static final NodeId SERVER = NodeId.broker(2);

  private final Causes causes = new Causes();
  private final Scheduler scheduler = new Scheduler(causes);
  private final Nodes nodes =
      new Nodes(
          scheduler, new Journal(scheduler.clock(), causes), causes, SeededRandom.ofSeed(1), 0);
  private final List<String> told = new ArrayList<>();
  private final List<Request> held = new ArrayList<>();
  private boolean holdsBack;

  /** Asks when told to, and answers whatever it is asked unless it holds back. */
  private final class Peer implements NodeProcess {
    final NodeContext context;

    Peer(NodeContext context) {
      this.context = context;
    }

    @Override
    public void start() {}

    @Override
    public void receive(Request request) {
      if (request.body() instanceof ProduceRequestData produce) {
        told.add("received " + produce.transactionalId());
        request.noReply();
        return;
      }
      told.add("received " + ((HeartbeatRequestData) request.body()).groupId());
      if (holdsBack) {
        held.add(request);
      } else {
        request.reply(new HeartbeatResponseData());
      }
    }

    @Override
    public void shutDown() {
      context.exit();
    }

    /** Sends what has no answer. */
    void tell(String what) {
      context.request(
          SERVER,
          "lane",
          new ProduceRequestData().setAcks((short) 0).setTransactionalId(what),
          60_000 * MS,
          new ResponseHandler() {
            @Override
            public void answered(ApiMessage response) {
              told.add("answered " + what);
            }

            @Override
            public void failed(Failure failure) {
              told.add(failure + " " + what);
            }
          });
    }

    void ask(String what, long timeoutMs) {
      context.request(
          SERVER,
          "lane",
          new HeartbeatRequestData().setGroupId(what),
          timeoutMs * MS,
          new ResponseHandler() {
            @Override
            public void answered(ApiMessage response) {
              told.add("answered " + what);
            }

            @Override
            public void failed(Failure failure) {
              told.add(failure + " " + what);
            }
          });
    }
  }

  NetworkTest() {
    nodes.add(CLIENT, Peer::new);
    nodes.add(SERVER, Peer::new);
    nodes.start(CLIENT);
    nodes.start(SERVER);
    nodes.network().links().setLatencyNanos(10 * MS);
  }

  private Peer client() {
    NodeHost host = nodes.find(CLIENT);
    if (host != null && host.process() instanceof Peer peer) {
      return peer;
    }
    throw new AssertionError("the client is not running");
  }

  private void run(long untilMs) {
    while (scheduler.nextAtNanos() <= untilMs * MS) {
      scheduler.runNext();
    }
    scheduler.advanceTo(untilMs * MS);
  }

  @Test
  void anAnswerTakesTheLatencyThereAndBack() {
    client().ask("a", 100);
    run(19);
    assertThat(told).containsExactly("received a");
    run(20);
    assertThat(told).containsExactly("received a", "answered a");
  }

  @Test
  void oneRequestOfAConnectionIsServedAtATime() {
    holdsBack = true;
    client().ask("a", 1_000);
    client().ask("b", 1_000);
    run(50);
    assertThat(told).containsExactly("received a");
    holdsBack = false;
    held.getFirst().reply(new HeartbeatResponseData());
    run(100);
    assertThat(told).containsExactly("received a", "received b", "answered a", "answered b");
  }

  @Test
  void howeverManyRequestsHaveQueuedUpAllAreServed() {
    int many = 50_000;
    holdsBack = true;
    for (int i = 0; i < many; i++) {
      client().ask("q" + i, 10_000);
    }
    run(50);
    holdsBack = false;
    held.getFirst().reply(new HeartbeatResponseData());
    run(100);
    assertThat(told).hasSize(2 * many).endsWith("answered q" + (many - 1));
  }

  @Test
  void aDeathResetsTheConnectionAfterAHop() {
    holdsBack = true;
    client().ask("a", 1_000);
    run(15);
    nodes.kill(SERVER);
    run(24);
    assertThat(told).containsExactly("received a");
    run(25);
    assertThat(told).containsExactly("received a", "DISCONNECTED a");
    client().ask("b", 1_000);
    run(45);
    assertThat(told).endsWith("DISCONNECTED b");
  }

  @Test
  void aShortCutDelaysAndALongOneTimesOut() {
    nodes.cut(CLIENT, SERVER);
    client().ask("short", 100);
    run(50);
    nodes.heal(CLIENT, SERVER);
    run(70);
    assertThat(told).containsExactly("received short", "answered short");

    nodes.cut(CLIENT, SERVER);
    client().ask("long", 100);
    client().ask("behind it", 100);
    run(170);
    nodes.heal(CLIENT, SERVER);
    run(300);
    assertThat(told)
        .containsExactly(
            "received short", "answered short", "TIMED_OUT long", "TIMED_OUT behind it");
  }

  @Test
  void aFrozenNodeAcceptsAndAnswersWhenItResumes() {
    nodes.freeze(SERVER);
    client().ask("a", 1_000);
    run(200);
    assertThat(told).isEmpty();
    nodes.resume(SERVER);
    run(210);
    assertThat(told).containsExactly("received a", "answered a");
  }

  @Test
  void whatAnEarlierProcessWouldHaveDoneItsSuccessorDoesNot() {
    client().context.after(50 * MS, () -> told.add("timer of the first process"));
    client().ask("a", 1_000);
    run(5);
    nodes.kill(CLIENT);
    nodes.start(CLIENT);
    run(200);
    assertThat(told).containsExactly("received a");
  }

  @Test
  void aSmallerLatencyNeverLetsALaterMessageOvertake() {
    client().ask("first", 1_000);
    nodes.network().links().setLatencyNanos(MS);
    client().ask("second", 1_000);
    run(100);
    assertThat(told.subList(0, 2)).containsExactly("received first", "received second");
  }

  private void runFor(long ms) {
    run(scheduler.nowNanos() / MS + ms);
  }

  private long received() {
    return told.stream().filter(line -> line.startsWith("received")).count();
  }

  @Test
  void aFrozenProcessFindsNoMoreAbandonedRequestsThanItsBacklogHolds() {
    nodes.freeze(SERVER);
    for (int attempt = 0; attempt < 80; attempt++) {
      client().ask("attempt " + attempt, 20);
      runFor(40);
    }
    nodes.resume(SERVER);
    runFor(100);
    assertThat(received()).isEqualTo(50);
  }

  @Test
  void whoWaitsForNoAnswersCannotFillACutLink() {
    nodes.cut(CLIENT, SERVER);
    for (int sent = 0; sent < 2_500; sent++) {
      client().tell("record " + sent);
      runFor(1);
    }
    nodes.heal(CLIENT, SERVER);
    runFor(100);
    assertThat(told).hasSize(500).first().isEqualTo("received record 2000");
  }

  @Test
  void whatAClosedConnectionLeftOnACutLinkIsNotSentAgain() {
    nodes.cut(CLIENT, SERVER);
    client().ask("before", 20);
    runFor(50);
    nodes.heal(CLIENT, SERVER);
    client().ask("after", 100);
    runFor(100);
    assertThat(told).containsExactly("TIMED_OUT before", "received after", "answered after");
  }
}
