package vivarium.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

class ConditionTest {

  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  private final ClusterModel model = new ClusterModel();
  private long seq;
  private PartitionState state =
      new PartitionState(1, 0, 0, List.of(1, 2, 3), List.of(1, 2, 3), List.of(), List.of());
  private @Nullable Stamped last;

  ConditionTest() {
    for (int id = 1; id <= 3; id++) {
      happens(NodeId.broker(id), new Node.Added());
      happens(NodeId.broker(id), new Node.Started());
      happens(NodeId.broker(id), new Node.Registered(id, null));
      happens(NodeId.broker(id), new Node.Unfenced(id));
    }
    happens(NodeId.CLUSTER, new Metadata.TopicCreated("orders", 1, 3));
    happens(NodeId.CLUSTER, new Metadata.PartitionChanged(ORDERS, null, state));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ISR of ordrs-0 < 3                  | there is no topic ordrs; topics: orders
          leader of orders-7 changes          | there is no partition orders-7; the topic's partitions are numbered from 0 to 0
          offline > 0 and broker 9 is fenced  | there is no broker 9; brokers: 1, 2, 3
          leader of orders-0 = 9              | there is no broker 9; brokers: 1, 2, 3
          group billing is Stable             | there is no group billing; groups: none
          lag of billing > 3 or offline > 0   | there is no group billing; groups: none
          """)
  void aNameThatStandsForNothingIsNamedWithWhatThereIs(String condition, String sentence) {
    assertThat(Condition.parse(condition).doubts(model))
        .extracting(Doubt::sentence)
        .contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ISR of orders-0 > 3               | 3 | true
          ISR of orders-0 >= 4              | 3 | true
          ISR of orders-0 = 4               | 3 | true
          ELR of orders-0 > 99              | 3 | true
          ELR of orders-0 > 100             | 3 | false
          ISR of orders-0 < 0               | 3 | false
          offline > 1                       | 1 | true
          offline < 0                       | 1 | false
          offline = 0 or under-min-isr > 7  | 1 | true
          """)
  void aNumberThatIsNotReachedIsToldWithThoseThatAre(String condition, long most, boolean canCome) {
    assertThat(Condition.parse(condition).doubts(model))
        .singleElement()
        .satisfies(
            doubt ->
                assertThat(doubt.sentence())
                    .contains(" never holds: ")
                    .endsWith(" is a number from 0 to " + most))
        .returns(canCome, Doubt::canCome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISR of orders-0 >= 3",
        "ISR of orders-0 <= 0",
        "ISR of orders-0 != 9",
        "ELR of orders-0 = 0",
        "offline >= 1",
        "lag of __none > 1000000000 or records lost > 1000000000"
      })
  void aNumberThatCanBeReachedIsNotDoubted(String condition) {
    assertThat(Condition.parse(condition).doubts(model))
        .noneSatisfy(doubt -> assertThat(doubt).isInstanceOf(OutOfReach.class));
  }

  @ParameterizedTest
  @CsvSource({
    "broker 0 is fenced, false",
    "broker 4 is fenced, true",
    "broker 100 is fenced, true",
    "broker 101 is fenced, false",
    "leader of orders-0 = 250, false",
    "leader of orders-99 changes, true",
    "leader of orders-10000 changes, false"
  })
  void whatIsNotThereMayComeAsFarAsNumbersGo(String condition, boolean canCome) {
    assertThat(Condition.parse(condition).doubts(model))
        .singleElement()
        .returns(canCome, Doubt::canCome);
  }

  @Test
  void whoHasNoReplicaCannotLeadYet() {
    happens(NodeId.broker(4), new Node.Started());
    assertThat(Condition.parse("offline > 0 or leader of orders-0 = 4").doubts(model))
        .singleElement()
        .returns("broker 4 has no replica of orders-0; replicas: 1, 2, 3", Doubt::sentence)
        .returns(true, Doubt::canCome)
        .returns(true, Doubt::canComeFromOutside);
    for (String possible :
        List.of("leader of orders-0 = 3", "leader of orders-0 != 4", "leader of orders-0 = none")) {
      assertThat(Condition.parse(possible).doubts(model)).as(possible).isEmpty();
    }
  }

  @Test
  void whatCountsWithoutEndHasOnlyABeginning() {
    assertThat(Condition.parse("records lost < 0").doubts(model))
        .singleElement()
        .returns(
            "'records lost < 0' never holds: 'records lost' is a number from 0", Doubt::sentence)
        .returns(false, Doubt::canCome);
  }

  @Test
  void anErrorMustBeOneOfKafkas() {
    assertThat(Condition.parse("error FOO").doubts(model))
        .extracting(Doubt::sentence)
        .singleElement()
        .satisfies(
            sentence -> assertThat(sentence).startsWith("there is no error FOO; errors are such"));
    assertThat(Condition.parse("error NOT_ENOUGH_REPLICAS or broker 2 is fenced").doubts(model))
        .isEmpty();
  }

  @Test
  void theIsrIsCounted() {
    assertThat(holds("ISR of orders-0 < 3")).isFalse();
    assertThat(holds("ISR of orders-0 = 3")).isTrue();
    assertThat(holds("ISR of orders-0 != 3")).isFalse();
    changes(1, List.of(1, 2));
    assertThat(holds("ISR of orders-0 < 3 and under-replicated > 0")).isTrue();
    assertThat(holds("ISR of orders-0 >= 3 or offline = 0")).isTrue();
    assertThat(holds("ELR of orders-0 = 0")).isTrue();
    assertThat(holds("ISR of nowhere-0 < 3")).as("what is not there").isFalse();
  }

  @Test
  void aLeaderChangesAtOneEvent() {
    changes(2, List.of(1, 2, 3));
    assertThat(holds("leader of orders-0 changes")).isTrue();
    assertThat(holds("leader of orders-0 = 2")).isTrue();
    assertThat(holds("leader of orders-0 != 2")).isFalse();
    changes(2, List.of(2, 3));
    assertThat(holds("leader of orders-0 changes")).isFalse();
    changes(PartitionState.NO_LEADER, List.of(2));
    assertThat(holds("leader of orders-0 = none and offline > 0")).isTrue();
    assertThat(Condition.parse("leader of orders-0 changes").holds(model, null)).isFalse();
  }

  @Test
  void aBrokerIsInAState() {
    assertThat(holds("broker 2 is running and broker 2 is unfenced")).isTrue();
    happens(NodeId.broker(2), new Node.Frozen());
    assertThat(holds("broker 2 is frozen")).isTrue();
    happens(NodeId.broker(2), new Node.Stopped(Node.How.CRASH));
    happens(NodeId.broker(2), new Node.Fenced(2, "no heartbeat"));
    assertThat(holds("broker 2 is crashed and broker 2 is fenced")).isTrue();
    happens(NodeId.broker(3), new Node.Stopped(Node.How.CLEAN));
    assertThat(holds("broker 3 is stopped")).isTrue();
    assertThat(holds("broker 3 is crashed")).isFalse();
    assertThat(holds("broker 9 is stopped")).as("what is not there").isFalse();
  }

  @Test
  void groupsHaveAStateAndALag() {
    assertThat(holds("lag of billing >= 0")).as("before it is there").isFalse();
    happens(
        NodeId.broker(1),
        new Client.GroupChanged("billing", GroupState.STABLE, 1, List.of(), 0, ""));
    assertThat(holds("group billing is Stable")).isTrue();
    assertThat(holds("group billing is Empty")).isFalse();
    happens(NodeId.broker(1), new Replica.BecameLeader(ORDERS, 0, 0, 0, 0));
    happens(
        NodeId.broker(1),
        new Replica.Appended(ORDERS, new BatchSummary(0, 30, 1, 0, -1, -1, false, List.of())));
    happens(NodeId.broker(1), new Replica.HighWatermarkMoved(ORDERS, 30));
    happens(NodeId.broker(1), new Client.Committed("billing", ORDERS, 10));
    assertThat(holds("lag of billing = 20")).isTrue();
    assertThat(holds("lag of billing on orders-0 > 19")).isTrue();
    assertThat(holds("lag of billing on orders-1 > 0")).isFalse();
  }

  @Test
  void errorsControllersAndVerdictsAreEvents() {
    happens(
        NodeId.producer("p"),
        new Client.Refused(
            ORDERS, "Produce", "NOT_ENOUGH_REPLICAS", Client.Outcome.ANSWERED, "", 1, true));
    assertThat(holds("error NOT_ENOUGH_REPLICAS")).isTrue();
    assertThat(holds("error REQUEST_TIMED_OUT")).isFalse();
    happens(NodeId.controller(101), new Coordination.ControllerElected(2));
    assertThat(holds("controller changes")).isTrue();
    assertThat(holds("records lost > 0")).isFalse();
    happens(NodeId.CLUSTER, new Verdict.RecordsLost(ORDERS, 0, 5, true, ""));
    assertThat(holds("records lost = 5 and records duplicated = 0")).isTrue();
  }

  @Test
  void andBindsCloserThanOr() {
    assertThat(holds("offline = 0 or offline = 1 and offline = 2")).isTrue();
    assertThat(holds("(offline = 0 or offline = 1) and offline = 2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISR of orders-0 < 3",
        "ELR of orders-0 <= 3",
        "leader of orders-0 changes",
        "leader of orders-0 = none",
        "leader of orders-0 != 2",
        "lag of billing > 100",
        "lag of \"two words\" on orders-0 >= 100",
        "lag of \"a<b\" = 1",
        "under-replicated > 0 and at-min-isr = 0 and under-min-isr = 0",
        "offline = 0 or offline = 1 or offline = 2",
        "(offline = 0 or offline = 1) and offline = 2",
        "offline = 0 and (offline = 1 and offline = 2)",
        "broker 2 is crashed",
        "controller changes",
        "group billing is PreparingRebalance",
        "error NOT_ENOUGH_REPLICAS",
        "records lost > 0",
        "records reordered >= 2",
        "records duplicated != 0"
      })
  void aConditionIsReadAgainAsItself(String words) {
    Condition condition = Condition.parse(words);
    assertThat(condition.words()).isEqualTo(words);
    assertThat(Condition.parse(condition.words())).isEqualTo(condition);
    assertThat(Condition.parse(" " + words.replace(" ", "  ") + " ").words())
        .isEqualTo(words.replace("two words", "two  words"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                           | the condition is empty: it must begin with 'ISR', 'ELR', 'leader', 'lag', 'under-replicated', 'at-min-isr', 'under-min-isr', 'offline', 'broker', 'controller', 'group', 'error', 'records' or '('
          isr of orders-0 < 3          | character 1: 'isr' is not valid here: it must be 'ISR', 'ELR', 'leader', 'lag', 'under-replicated', 'at-min-isr', 'under-min-isr', 'offline', 'broker', 'controller', 'group', 'error', 'records' or '('
          ISR orders-0 < 3             | character 5: 'orders-0' is not valid here: it must be 'of'
          ISR of orders < 3            | character 8: 'orders' is not valid here: it must be a partition, such as orders-0
          ISR of orders-0              | the condition ends too early: after 'orders-0' comes '<', '<=', '=', '!=', '>=' or '>'
          ISR of orders-0 is 3         | character 17: 'is' is not valid here: it must be '<', '<=', '=', '!=', '>=' or '>'
          ISR of orders-0 < three      | character 19: 'three' is not valid here: it must be a number from 0
          ISR of orders-0 < -1         | character 19: '-1' is not valid here: it must be a number from 0
          ISR of orders-0 < 3 4        | character 21: '4' is not valid here: it must be 'and' or 'or'
          ISR of orders-0 < 3 and      | the condition ends too early: after 'and' comes 'ISR', 'ELR', 'leader', 'lag', 'under-replicated', 'at-min-isr', 'under-min-isr', 'offline', 'broker', 'controller', 'group', 'error', 'records' or '('
          leader of orders-0 moves     | character 20: 'moves' is not valid here: it must be 'changes', '=' or '!='
          leader of orders-0 = x       | character 22: 'x' is not valid here: it must be the id of a broker, such as 2 or 'none'
          lag of billing               | the condition ends too early: after 'billing' comes '<', '<=', '=', '!=', '>=', '>' or 'on'
          broker two is fenced         | character 8: 'two' is not valid here: it must be the id of a broker, such as 2
          broker 2 is happy            | character 13: 'happy' is not valid here: it must be 'fenced', 'unfenced', 'running', 'frozen', 'stopped' or 'crashed'
          controller moves             | character 12: 'moves' is not valid here: it must be 'changes'
          group billing is stable      | character 18: 'stable' is not valid here: it must be 'Empty', 'PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling', 'Stable' or 'Dead'
          group is Stable              | character 10: 'Stable' is not valid here: it must be 'is'
          error oops                   | character 7: 'oops' is not valid here: it must be the name of an error, such as NOT_ENOUGH_REPLICAS
          records found > 0            | character 9: 'found' is not valid here: it must be 'lost', 'duplicated' or 'reordered'
          (offline = 0                 | the condition ends too early: after '0' comes 'and', 'or' or ')'
          offline = 0)                 | character 12: ')' is not valid here: it must be 'and' or 'or'
          lag of "billing              | character 8: a quote (") is opened and not closed
          """)
  void whatIsWrongIsNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(ConditionException.class)
        .hasMessage(message);
  }

  @Test
  void bracketsAreBounded() {
    assertThatThrownBy(() -> Condition.parse("(".repeat(100_000)))
        .hasMessage("character 21: more than 20 brackets stand within each other");
  }

  @Test
  void whatMayComeNextIsOffered() {
    happens(
        NodeId.broker(1),
        new Client.GroupChanged("billing", GroupState.STABLE, 1, List.of(), 0, ""));
    assertThat(complete("")).contains("ISR", "leader", "offline", "(");
    assertThat(complete("l")).containsExactly("leader", "lag");
    assertThat(complete("ISR ")).containsExactly("of");
    assertThat(complete("ISR of ")).containsExactly("orders-0");
    assertThat(complete("ISR of orders-0 ")).containsExactly("<", "<=", "=", "!=", ">=", ">");
    assertThat(complete("leader of orders-0 = ")).containsExactly("1", "2", "3", "none");
    assertThat(complete("lag of ")).containsExactly("billing");
    assertThat(complete("lag of billing ")).contains("on", ">");
    assertThat(complete("broker 2 is f")).containsExactly("fenced", "frozen");
    assertThat(complete("error NOT_L")).containsExactly("NOT_LEADER_OR_FOLLOWER");
    assertThat(complete("offline = 0 ")).containsExactly("and", "or");
    assertThat(complete("(offline = 0 ")).containsExactly("and", "or", ")");
    assertThat(complete("nonsense of ")).isEmpty();
  }

  private List<String> complete(String text) {
    return Condition.completions(text, model);
  }

  private boolean holds(String text) {
    return Condition.parse(text).holds(model, last);
  }

  private void changes(int leader, List<Integer> isr) {
    PartitionState before = state;
    state =
        new PartitionState(
            leader, before.leaderEpoch() + 1, 0, List.of(1, 2, 3), isr, List.of(), List.of());
    happens(NodeId.CLUSTER, new Metadata.PartitionChanged(ORDERS, before, state));
  }

  private void happens(NodeId node, ClusterEvent event) {
    last = new Stamped(++seq, seq, node, Stamped.NO_CAUSE, event);
    model.apply(last);
  }
}
