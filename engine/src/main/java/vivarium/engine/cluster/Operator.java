package vivarium.engine.cluster;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Accepted;
import vivarium.engine.api.CommandResult.Refused;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.ControlBatches;
import vivarium.engine.wire.ErrorResponses;

/** A person's hands inside the cluster: asks for topics, settings, groups. */
final class Operator implements NodeProcess {

  private static final long TIMEOUT_NANOS = 10_000_000_000L;
  private static final long RETRY_NANOS = 200_000_000L;
  private static final byte SET = 0;
  private static final byte DELETE = 1;

  private final NodeContext context;
  private final Supplier<List<NodeId>> deciders;
  private final Supplier<List<NodeId>> brokers;
  private int asked;

  /**
   * @param deciders who may be the controller, as they are when it is asked
   * @param brokers those that run, as they are when one is asked
   */
  Operator(NodeContext context, Supplier<List<NodeId>> deciders, Supplier<List<NodeId>> brokers) {
    this.context = context;
    this.deciders = deciders;
    this.brokers = brokers;
  }

  @Override
  public void start() {}

  @Override
  public void receive(Request request) {
    throw new IllegalStateException("nobody asks the operator anything");
  }

  @Override
  public void shutDown() {
    context.exit();
  }

  void createTopic(TopicSpec spec, Consumer<CommandResult> done) {
    var topic =
        new CreateTopicsRequestData.CreatableTopic()
            .setName(spec.name())
            .setNumPartitions(spec.partitions())
            .setReplicationFactor((short) spec.replicationFactor());
    spec.configs()
        .forEach(
            (key, value) ->
                topic
                    .configs()
                    .add(
                        new CreateTopicsRequestData.CreatableTopicConfig()
                            .setName(key)
                            .setValue(value)));
    CreateTopicsRequestData request = new CreateTopicsRequestData();
    request.topics().add(topic);
    ask(
        request,
        done,
        response -> {
          var result = ((CreateTopicsResponseData) response).topics().iterator().next();
          return toResult(result.errorCode(), result.errorMessage());
        });
  }

  void deleteTopic(String name, Consumer<CommandResult> done) {
    DeleteTopicsRequestData request = new DeleteTopicsRequestData();
    request.topics().add(new DeleteTopicsRequestData.DeleteTopicState().setName(name));
    ask(
        request,
        done,
        response -> {
          var result = ((DeleteTopicsResponseData) response).responses().iterator().next();
          return result.errorCode() == Errors.NONE.code()
              ? new Accepted()
              : new Refused("there is no topic '" + name + "'");
        });
  }

  void deleteGroup(String group, Consumer<CommandResult> done) {
    context.setCause(Stamped.NO_CAUSE);
    new GroupDeletion(context, brokers, group, done).begin();
  }

  void electLeaders(Command.ElectLeaders elect, Consumer<CommandResult> done) {
    ElectLeadersRequestData request =
        new ElectLeadersRequestData().setElectionType(elect.type().code()).setTopicPartitions(null);
    if (!elect.partitions().isEmpty()) {
      var named = new ElectLeadersRequestData.TopicPartitionsCollection();
      for (TopicPartition id : elect.partitions()) {
        var topic = named.find(id.topic());
        if (topic == null) {
          topic = new ElectLeadersRequestData.TopicPartitions().setTopic(id.topic());
          named.add(topic);
        }
        topic.partitions().add(id.partition());
      }
      request.setTopicPartitions(named);
    }
    ask(request, done, response -> resultOfElection((ElectLeadersResponseData) response));
  }

  void addPartitions(Command.AddPartitions add, Consumer<CommandResult> done) {
    CreatePartitionsRequestData request = new CreatePartitionsRequestData();
    request
        .topics()
        .add(
            new CreatePartitionsRequestData.CreatePartitionsTopic()
                .setName(add.topic())
                .setCount(add.count())
                .setAssignments(null));
    ask(
        request,
        done,
        response -> {
          var result = ((CreatePartitionsResponseData) response).results().getFirst();
          return toResult(result.errorCode(), result.errorMessage());
        });
  }

  void reassign(Command.Reassign reassign, Consumer<CommandResult> done) {
    reassign(
        new TreeMap<>(Map.of(reassign.partition(), reassign.brokers())), Stamped.NO_CAUSE, done);
  }

  /**
   * Moves partitions to other brokers, or gives that up where none are named.
   *
   * @param done is told the first refusal, if there is one; the others move all the same
   */
  void reassign(
      SortedMap<TopicPartition, List<Integer>> targets, long cause, Consumer<CommandResult> done) {
    TreeMap<String, AlterPartitionReassignmentsRequestData.ReassignableTopic> topics =
        new TreeMap<>();
    targets.forEach(
        (id, brokers) ->
            topics
                .computeIfAbsent(
                    id.topic(),
                    name ->
                        new AlterPartitionReassignmentsRequestData.ReassignableTopic()
                            .setName(name))
                .partitions()
                .add(
                    new AlterPartitionReassignmentsRequestData.ReassignablePartition()
                        .setPartitionIndex(id.partition())
                        .setReplicas(brokers.isEmpty() ? null : brokers)));
    ask(
        new AlterPartitionReassignmentsRequestData().setTopics(List.copyOf(topics.values())),
        cause,
        done,
        response -> resultOfReassignment((AlterPartitionReassignmentsResponseData) response));
  }

  private static CommandResult resultOfReassignment(
      AlterPartitionReassignmentsResponseData answer) {
    if (answer.errorCode() != Errors.NONE.code()) {
      return toResult(answer.errorCode(), answer.errorMessage());
    }
    return answer.responses().stream()
        .flatMap(topic -> topic.partitions().stream())
        .filter(partition -> partition.errorCode() != Errors.NONE.code())
        .findFirst()
        .map(refused -> toResult(refused.errorCode(), refused.errorMessage()))
        .orElseGet(Accepted::new);
  }

  /** Has the controller forget a broker that is gone for good. */
  void unregister(int broker, long cause, Consumer<CommandResult> done) {
    ask(
        new UnregisterBrokerRequestData().setBrokerId(broker),
        cause,
        done,
        response -> {
          var answer = (UnregisterBrokerResponseData) response;
          return toResult(answer.errorCode(), answer.errorMessage());
        });
  }

  /** Gives a controller a vote. {@code done} is told whether it has it, or why not yet. */
  void addVoter(int controller, Consumer<Errors> done) {
    AddRaftVoterRequestData request =
        new AddRaftVoterRequestData()
            .setVoterId(controller)
            .setVoterDirectoryId(ControlBatches.directoryOf(controller));
    askAboutVoter(request, done, response -> ((AddRaftVoterResponseData) response).errorCode());
  }

  /** Takes a controller's vote. */
  void removeVoter(int controller, Consumer<Errors> done) {
    RemoveRaftVoterRequestData request =
        new RemoveRaftVoterRequestData()
            .setVoterId(controller)
            .setVoterDirectoryId(ControlBatches.directoryOf(controller));
    askAboutVoter(request, done, response -> ((RemoveRaftVoterResponseData) response).errorCode());
  }

  private void askAboutVoter(
      ApiMessage request, Consumer<Errors> done, ToIntFunction<ApiMessage> error) {
    ask(
        request,
        context.cause(),
        result -> {
          if (result instanceof Refused) {
            done.accept(Errors.REQUEST_TIMED_OUT);
          }
        },
        response -> {
          done.accept(Errors.forCode((short) error.applyAsInt(response)));
          return new Accepted();
        });
  }

  /** Accepted if one partition has a new leader; the first refusal otherwise. */
  private static CommandResult resultOfElection(ElectLeadersResponseData response) {
    if (response.errorCode() != Errors.NONE.code()) {
      return toResult(response.errorCode(), null);
    }
    Refused refusal = null;
    for (var topic : response.replicaElectionResults()) {
      for (var partition : topic.partitionResult()) {
        if (partition.errorCode() == Errors.NONE.code()) {
          return new Accepted();
        }
        if (refusal == null) {
          String named = topic.topic() + "-" + partition.partitionId();
          refusal =
              new Refused(named + ": " + describe(partition.errorCode(), partition.errorMessage()));
        }
      }
    }
    return refusal == null
        ? toResult(Errors.ELECTION_NOT_NEEDED.code(), "every partition has the leader it should")
        : refusal;
  }

  void setConfig(
      ConfigResource resource, String key, @Nullable String value, Consumer<CommandResult> done) {
    var alter =
        new IncrementalAlterConfigsRequestData.AlterConfigsResource()
            .setResourceType(resource.type())
            .setResourceName(resource.name());
    alter
        .configs()
        .add(
            new IncrementalAlterConfigsRequestData.AlterableConfig()
                .setName(key)
                .setConfigOperation(value == null ? DELETE : SET)
                .setValue(value));
    IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
    request.resources().add(alter);
    ask(
        request,
        done,
        response -> {
          var result = ((IncrementalAlterConfigsResponseData) response).responses().getFirst();
          return toResult(result.errorCode(), result.errorMessage());
        });
  }

  private static CommandResult toResult(short code, @Nullable String message) {
    return code == Errors.NONE.code() ? new Accepted() : new Refused(describe(code, message));
  }

  private static String describe(short code, @Nullable String message) {
    Errors error = Errors.forCode(code);
    return error.name() + ": " + (message == null ? error.message() : message);
  }

  private interface Reading {
    CommandResult read(ApiMessage response);
  }

  private void ask(ApiMessage body, Consumer<CommandResult> done, Reading reading) {
    ask(body, Stamped.NO_CAUSE, done, reading);
  }

  /** Asks the controller that answered last; the next one if it is gone or not active. */
  private void ask(ApiMessage body, long cause, Consumer<CommandResult> done, Reading reading) {
    context.setCause(cause);
    ask(body, context.nowNanos() + TIMEOUT_NANOS, 1, done, reading);
  }

  private void ask(
      ApiMessage body, long deadline, int attempt, Consumer<CommandResult> done, Reading reading) {
    List<NodeId> controllers = deciders.get();
    context.request(
        controllers.get(asked % controllers.size()),
        "operator",
        (ApiMessage) body.duplicate(),
        deadline - context.nowNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (ErrorResponses.saysNotController(response)) {
              askNext();
            } else {
              done.accept(reading.read(response));
            }
          }

          @Override
          public void failed(Failure failure) {
            askNext();
          }

          private void askNext() {
            asked = (asked + 1) % controllers.size();
            boolean oneIsAll = controllers.size() == 1;
            if (oneIsAll || context.nowNanos() + RETRY_NANOS >= deadline) {
              done.accept(new Refused(noAnswer()));
              return;
            }
            // After each round, time for an election.
            long pause = attempt % controllers.size() == 0 ? RETRY_NANOS : 0;
            context.after(pause, () -> ask(body, deadline, attempt + 1, done, reading));
          }
        });
  }

  private String noAnswer() {
    List<NodeId> controllers = deciders.get();
    if (controllers.getFirst().isBroker()) {
      return "no broker is the controller: a majority of the ZooKeeper servers must run, and a broker"
          + " have a session with them";
    }
    return controllers.size() == 1
        ? "%s did not answer; restart or resume it and try again".formatted(controllers.getFirst())
        : "no controller is active: a majority of the %d controllers must run and reach each other"
            .formatted(controllers.size());
  }
}
