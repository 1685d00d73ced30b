package vivarium.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;

/** What the inspector says about faults and lets a person do with them. */
class FaultsSectionTest {

  private static final Selection BROKER_1 = new Selection.Node(Classroom.BROKER_1);
  private static final Selection ORDERS_0 = new Selection.Partition(Classroom.ORDERS_0);

  private final Classroom classroom = new Classroom();

  private Item.Section faults(Selection selection) {
    return new InspectorBuilder(
            classroom.cluster().model(), classroom.cluster().nowNanos(), Texts.ENGLISH)
        .build(selection).items().stream()
            .filter(Item.Section.class::isInstance)
            .map(Item.Section.class::cast)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no faults for " + selection));
  }

  private <T extends Item> T item(Selection selection, Class<T> type, String key) {
    return faults(selection).items().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " for " + selection));
  }

  private List<Item.RowAction> there(Selection selection) {
    return faults(selection).items().stream()
        .filter(Item.RowAction.class::isInstance)
        .map(Item.RowAction.class::cast)
        .toList();
  }

  private List<Command> machine(Selection selection) {
    return item(selection, Item.Actions.class, "faultActions").actions().stream()
        .map(Action::command)
        .toList();
  }

  private void inject(FaultSpec spec) {
    classroom.cluster().emit(spec.place(), new Fault.Injected(spec));
  }

  private static Map<String, String> initial(Item.Form form) {
    Map<String, String> values = new HashMap<>();
    form.fields().forEach(field -> values.put(field.id(), field.initial()));
    return values;
  }

  private static Command build(Item.Form form, Map<String, String> typed) {
    Map<String, String> values = initial(form);
    values.putAll(typed);
    return form.build().apply(values);
  }

  @Test
  void brokersAndControllersLosePowerAndDisks() {
    for (NodeId node : List.of(Classroom.BROKER_1, Classroom.CONTROLLER)) {
      assertThat(faults(new Selection.Node(node)).title()).isEqualTo("Faults");
      assertThat(machine(new Selection.Node(node)))
          .containsExactly(
              new Command.PowerLoss(node),
              new Command.WipeDisk(node),
              new Command.Inject(new FaultSpec.DiskFull(node)));
    }
  }

  @Test
  void whatIsBrokenIsCountedAndCanBeHealed() {
    FaultSpec full = new FaultSpec.DiskFull(Classroom.BROKER_1);
    inject(full);
    inject(
        new FaultSpec.LinkLoss(LinkScope.between(Classroom.BROKER_2, Classroom.BROKER_1), 0.125));
    inject(new FaultSpec.LinkDelay(new LinkScope(null, Classroom.BROKER_1, false), 200));
    inject(new FaultSpec.SlowDisk(Classroom.BROKER_2, 70));

    assertThat(faults(BROKER_1).title()).isEqualTo("Faults (3 now)");
    assertThat(there(BROKER_1))
        .extracting(row -> row.label() + ": " + row.value())
        .containsExactly("delay everybody→1: 200 ms", "the disk is full: ", "loss 1↔2: 12.5 %");
    assertThat(there(BROKER_1).get(1).action().command()).isEqualTo(new Command.Heal(full.key()));
    assertThat(machine(BROKER_1))
        .as("a full disk is not filled again")
        .doesNotContain(new Command.Inject(full));
    assertThat(faults(new Selection.Node(Classroom.BROKER_3)).title()).isEqualTo("Faults");
  }

  @Test
  void aMessageThatIsToBeHeldIsAFaultOfBothEnds() {
    inject(
        new FaultSpec.OneMessage(
            FaultSpec.Fate.HOLD,
            new MessageChoice.Next("Fetch", Classroom.BROKER_2, Classroom.BROKER_1),
            0));

    assertThat(there(BROKER_1)).hasSize(1);
    assertThat(there(new Selection.Node(Classroom.BROKER_2)))
        .extracting(Item.RowAction::label)
        .containsExactly("the next Fetch from broker 2 to broker 1 is held");
    assertThat(there(new Selection.Node(Classroom.BROKER_3))).isEmpty();
  }

  @Test
  void slownessIsTypedInMillisecondsAndNoughtHealsIt() {
    Item.Setting none = item(BROKER_1, Item.Setting.class, "slowDisk");
    assertThat(none.value()).isEqualTo("0");
    assertThat(none.edit().apply(" 250 "))
        .isEqualTo(new Command.Inject(new FaultSpec.SlowDisk(Classroom.BROKER_1, 250)));
    assertThatThrownBy(() -> none.edit().apply("0"))
        .hasMessage(
            "0 is not valid: it must be a whole number from 1 to 3600000. Nothing was changed.");
    assertThatThrownBy(() -> none.edit().apply("slow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slow is not valid");

    FaultSpec cpu = new FaultSpec.SlowCpu(Classroom.BROKER_1, 40);
    inject(cpu);
    Item.Setting slow = item(BROKER_1, Item.Setting.class, "slowCpu");
    assertThat(slow.value()).isEqualTo("40");
    assertThat(slow.edit().apply("")).isEqualTo(new Command.Heal(cpu.key()));
    assertThat(slow.edit().apply("0")).isEqualTo(new Command.Heal(cpu.key()));
    assertThat(slow.edit().apply("50"))
        .isEqualTo(new Command.Inject(new FaultSpec.SlowCpu(Classroom.BROKER_1, 50)));
  }

  @Test
  void aLinkIsDelayedOrLosesOrIsNarrow() {
    Item.Form form = item(BROKER_1, Item.Form.class, "linkFault");
    LinkScope both = LinkScope.between(Classroom.BROKER_1, Classroom.BROKER_3);
    Map<String, String> to3 = Map.of("other", "broker 3", "amount", "20");

    assertThat(build(form, to3)).isEqualTo(new Command.Inject(new FaultSpec.LinkDelay(both, 20)));
    assertThat(build(form, with(to3, "way", "from here only")))
        .isEqualTo(
            new Command.Inject(
                new FaultSpec.LinkDelay(
                    LinkScope.oneWay(Classroom.BROKER_1, Classroom.BROKER_3), 20)));
    assertThat(build(form, with(to3, "kind", "jitter, ms")))
        .isEqualTo(new Command.Inject(new FaultSpec.LinkJitter(both, 20)));
    assertThat(build(form, with(to3, "kind", "loss, %")))
        .isEqualTo(new Command.Inject(new FaultSpec.LinkLoss(both, 0.2)));
    assertThat(build(form, with(to3, "kind", "bandwidth, B/s")))
        .isEqualTo(new Command.Inject(new FaultSpec.LinkBandwidth(both, 20)));
  }

  @ParameterizedTest
  @CsvSource({
    "'delay, ms', 0, a whole number from 1 to 3600000",
    "'jitter, ms', '', a whole number from 1 to 3600000",
    "'loss, %', 100, a number from 0.1 to 99.9",
    "'loss, %', NaN, a number from 0.1 to 99.9",
    "'bandwidth, B/s', wide, a whole number from 1 to 2147483647",
  })
  void aBadAmountSaysWhatWouldBeValid(String kind, String amount, String valid) {
    Item.Form form = item(BROKER_1, Item.Form.class, "linkFault");

    assertThatThrownBy(() -> build(form, Map.of("kind", kind, "amount", amount)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(valid);
  }

  @Test
  void requestsForAPartitionAreAnsweredWithAnError() {
    Item.Form form = item(ORDERS_0, Item.Form.class, "requestFault");
    RequestScope next3 = RequestScope.next(3, "Produce").on(Classroom.ORDERS_0);

    assertThat(build(form, Map.of()))
        .isEqualTo(new Command.Inject(new FaultSpec.ApiError("NOT_LEADER_OR_FOLLOWER", next3)));
    assertThat(
            build(
                form,
                Map.of("error", "REQUEST_TIMED_OUT", "api", "Fetch", "count", "", "percent", "20")))
        .isEqualTo(
            new Command.Inject(
                new FaultSpec.ApiError(
                    "REQUEST_TIMED_OUT",
                    RequestScope.next(RequestScope.UNTIL_HEALED, "Fetch")
                        .on(Classroom.ORDERS_0)
                        .withProbability(0.2))));
    assertThat(build(form, Map.of("error", "connection closed")))
        .isEqualTo(new Command.Inject(new FaultSpec.Disconnect(next3)));
    assertThatThrownBy(() -> build(form, Map.of("count", "0")))
        .hasMessageContaining("a whole number from 1 to 1000000");
    assertThatThrownBy(() -> build(form, Map.of("percent", "101")))
        .hasMessageContaining("a number from 0.1 to 100");
  }

  @Test
  void aPartitionShowsItsErrorsAndHowManyAreStillToCome() {
    RequestScope next3 = RequestScope.next(3, "Produce").on(Classroom.ORDERS_0);
    FaultSpec moved = new FaultSpec.ApiError("NOT_LEADER_OR_FOLLOWER", next3);
    inject(moved);
    inject(
        new FaultSpec.Disconnect(
            RequestScope.next(RequestScope.UNTIL_HEALED, "Fetch")
                .on(Classroom.ORDERS_1)
                .withProbability(0.2)));
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Fault.Struck(moved, 1, "Produce", NodeId.producer("web"), Classroom.BROKER_1));

    assertThat(faults(ORDERS_0).title()).isEqualTo("Faults (1 now)");
    Item.RowAction row = there(ORDERS_0).getFirst();
    assertThat(item(ORDERS_0, Item.Note.class, "error-" + moved.key()).text())
        .isEqualTo("NOT_LEADER_OR_FOLLOWER");
    assertThat(row.label()).isEqualTo("answered to Produce");
    assertThat(row.value()).isEqualTo("next 2");
    assertThat(row.action().command()).isEqualTo(new Command.Heal(moved.key()));
    assertThat(there(new Selection.Partition(Classroom.ORDERS_1)))
        .extracting(each -> each.label() + ": " + each.value())
        .containsExactly("Fetch: connection closed: 20 %");
  }

  @Test
  void electionsAreOfferedWhereTheyWouldChangeSomething() {
    assertThat(elections()).as("the preferred leader leads").isEmpty();

    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);
    assertThat(elections()).containsExactly(elect(ElectionType.PREFERRED));

    classroom.kill(Classroom.BROKER_2);
    classroom.kill(Classroom.BROKER_3);
    classroom.runFor(4000);
    assertThat(elections()).containsExactly(elect(ElectionType.UNCLEAN));
  }

  private List<Command> elections() {
    return new Actions(classroom.cluster().model(), Texts.ENGLISH)
        .of(ORDERS_0).stream()
            .map(Action::command)
            .filter(Command.ElectLeaders.class::isInstance)
            .toList();
  }

  private static Command elect(ElectionType type) {
    return new Command.ElectLeaders(type, List.of(Classroom.ORDERS_0));
  }

  private static Map<String, String> with(Map<String, String> values, String id, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(id, value);
    return more;
  }
}
