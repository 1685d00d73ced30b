package vivarium.engine.net;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.DiskFullException;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.ActiveFault;
import vivarium.engine.fault.Faults;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.wire.RequestErrors;

/**
 * What lies between a request's arrival at a running process and its being carried out: the wait
 * for a slow processor, and the scripts that answer in the process's stead.
 */
final class Service {

  private final Scheduler scheduler;
  private final FaultKeeper keeper;
  private final SeededRandom chance;
  private final Consumer<Connection> disconnect;
  private MishapListener mishaps =
      (request, mistake) -> {
        throw mistake;
      };

  Service(
      Scheduler scheduler,
      FaultKeeper keeper,
      SeededRandom random,
      Consumer<Connection> disconnect) {
    this.scheduler = scheduler;
    this.keeper = keeper;
    this.chance = random.stream("scripted errors");
    this.disconnect = disconnect;
  }

  /** Without a listener a mistake ends the run, as it should in a simulation. */
  void onMishap(MishapListener listener) {
    mishaps = listener;
  }

  /** Takes on the next request of a connection, at a process that runs and is not frozen. */
  void take(NodeHost host, Request request) {
    long workNanos = keeper.faults().cpuNanos(host.id());
    if (workNanos == 0) {
      handle(host, request);
      return;
    }
    long incarnation = host.incarnation();
    scheduler.at(
        host.cpuDoneAt(scheduler.nowNanos(), workNanos),
        () -> host.runFor(incarnation, () -> handle(host, request)));
  }

  private void handle(NodeHost host, Request request) {
    NodeProcess process = host.process();
    if (process == null || request.isDone()) {
      return;
    }
    ActiveFault fault = scriptFor(process, request);
    if (fault == null) {
      receive(process, request);
    } else {
      keeper.strike(fault, request, () -> answer(process, request, fault.spec()));
    }
  }

  /** Whatever a client outside sends, it may cost it its connection and nobody anything else. */
  private void receive(NodeProcess process, Request request) {
    try {
      process.receive(request);
    } catch (DiskFullException full) {
      throw full;
    } catch (RuntimeException mishap) {
      if (request.from().kind() != NodeId.Kind.EXTERNAL) {
        throw mishap;
      }
      mishaps.happened(request, mishap);
      disconnect.accept(request.connection());
    }
  }

  private @Nullable ActiveFault scriptFor(NodeProcess process, Request request) {
    Faults faults = keeper.faults();
    if (faults.isEmpty() || !faults.strikesRequests()) {
      return null;
    }
    List<TopicPartition> partitions =
        RequestErrors.partitionsOf(request.body(), process::nameOfTopic);
    return faults.onRequest(request.to(), request.apiName(), partitions, chance::nextDouble);
  }

  private void answer(NodeProcess process, Request request, FaultSpec spec) {
    boolean unanswerable =
        request.body() instanceof ProduceRequestData produce && produce.acks() == 0;
    // With acks=0 Kafka too closes the connection, since it has no other way to tell of an error.
    if (spec instanceof FaultSpec.ApiError error && !unanswerable) {
      ApiMessage response =
          RequestErrors.answer(
              request.body(), request.version(), error.error(), process::nameOfTopic);
      request.reply(response);
    } else {
      disconnect.accept(request.connection());
    }
  }
}
