package vivarium.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.MemberProgress;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ReplicaView;

/** The pages of what is smaller, or larger, than a broker and a partition. */
class PagesTest {

  private final Classroom classroom = new Classroom().withClients();

  private InspectorContent content(Selection selection) {
    return new InspectorBuilder(
            classroom.cluster().model(), classroom.cluster().nowNanos(), Texts.ENGLISH)
        .build(selection);
  }

  private <T extends Item> T item(Selection selection, Class<T> type, String key) {
    return content(selection).items().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " for " + selection));
  }

  @Test
  void aTopicListsItsPartitionsAndWhoWritesAndReadsIt() {
    classroom.runFor(8000);
    Selection orders = new Selection.Topic("orders");

    assertThat(content(orders).kind()).isEqualTo("topic");
    assertThat(item(orders, Item.Table.class, "partitionTable").lines())
        .extracting(Item.Line::selection)
        .contains(new Selection.Partition(Classroom.ORDERS_2))
        .hasSize(3);
    assertThat(item(orders, Item.Table.class, "clients").lines())
        .extracting(line -> line.cells().getFirst())
        .contains("web-checkout", "mobile", "billing");
    assertThat(item(orders, Item.Setting.class, "TOPIC/min.insync.replicas").value())
        .isEqualTo("2");
  }

  @Test
  void aReplicaTellsItsOffsetsAndLeadsOn() {
    classroom.runFor(8000);
    Selection replica = new Selection.Replica(Classroom.ORDERS_0, 2);
    ReplicaView view = classroom.replica(Classroom.ORDERS_0, Classroom.BROKER_2);

    assertThat(content(replica).badge()).isEqualTo("in sync");
    assertThat(item(replica, Item.Row.class, "logEnd").value())
        .isEqualTo(Long.toString(view.logEndOffset()));
    assertThat(item(replica, Item.Link.class, "partition").selection())
        .isEqualTo(new Selection.Partition(Classroom.ORDERS_0));
    assertThat(item(replica, Item.Link.class, "broker").selection())
        .isEqualTo(new Selection.Node(Classroom.BROKER_2));
    assertThat(item(replica, Item.Actions.class, "actions").actions())
        .extracting(Action::label)
        .contains("Kill broker 2");
  }

  @Test
  void aRecordOfANewerEpochIsNotTakenForTheOneThatWasChosen() {
    classroom.runFor(8000);

    assertThat(content(new Selection.LogRecord(Classroom.ORDERS_0, 1, 0, 0)).badge())
        .isEqualTo("committed");
    assertThat(content(new Selection.LogRecord(Classroom.ORDERS_0, 1, 0, 7)).badge())
        .isEqualTo("not here");
  }

  @Test
  void aLinkTellsEachDirectionAndHealsIt() {
    classroom
        .cluster()
        .emit(Classroom.BROKER_1, new Fault.LinkCut(Classroom.BROKER_1, Classroom.BROKER_2));
    Selection link = new Selection.Link(Classroom.BROKER_2, Classroom.BROKER_1);

    assertThat(content(link).badge()).isEqualTo("cut one way");
    assertThat(item(link, Item.RowAction.class, "way-1").action().command())
        .isEqualTo(new Command.HealLink(Classroom.BROKER_1, Classroom.BROKER_2));
    assertThat(item(link, Item.RowAction.class, "way-2").action().command())
        .isEqualTo(new Command.CutLink(Classroom.BROKER_2, Classroom.BROKER_1));
  }

  @Test
  void aGroupOfTheConsumerProtocolTellsEpochsAndWhatMovesBetweenMembers() {
    GroupMember member =
        new GroupMember(
            "m",
            "reader",
            "/127.0.0.1",
            List.of(Classroom.ORDERS_0, Classroom.ORDERS_1),
            new MemberProgress(4, List.of(Classroom.ORDERS_1), List.of(Classroom.ORDERS_2)));
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Client.GroupChanged(
                "modern",
                GroupState.RECONCILING,
                5,
                List.of(member),
                0,
                "member reader must give back 1 partitions",
                new GroupProtocol("consumer", "uniform")));
    Selection group = new Selection.Group("modern");
    assertThat(content(group).badge()).isEqualTo("Reconciling");
    assertThat(item(group, Item.Row.class, "generation").value()).isEqualTo("5");
    assertThat(item(group, Item.Row.class, "protocol").value()).isEqualTo("consumer");
    assertThat(item(group, Item.Row.class, "assignor").value()).isEqualTo("uniform");

    Selection page = new Selection.Member("modern", "m");
    assertThat(item(page, Item.Row.class, "memberEpoch").value()).isEqualTo("4");
    assertThat(item(page, Item.Row.class, "givesBack").value()).isEqualTo("orders-1");
    assertThat(item(page, Item.Row.class, "awaits").value()).isEqualTo("orders-2");
  }

  @Test
  void aMemberTellsWhatItOwnsAndOneThatHasLeftIsGone() {
    classroom.runFor(8000);
    var member =
        Objects.requireNonNull(classroom.cluster().model().groups().get("billing"))
            .members()
            .getFirst();
    Selection page = new Selection.Member("billing", member.memberId());

    assertThat(content(page).title()).isEqualTo(member.clientId());
    assertThat(item(page, Item.Table.class, "ownedTable").lines())
        .hasSize(member.assignment().size());
    assertThat(content(new Selection.Member("billing", "nobody")).kind()).isEqualTo("cluster");
  }

  @Test
  void severalAreKilledCutOffAndHealedTogether() {
    Selection two = new Selection.Several(List.of(Classroom.BROKER_2, Classroom.BROKER_1));
    Actions actions = new Actions(classroom.cluster().model(), Texts.ENGLISH);

    assertThat(actions.of(two)).extracting(Action::id).contains("kill", "freeze", "cut-off");
    Action kill = actions.of(two).getFirst();
    assertThat(kill.label()).isEqualTo("Kill (2)");
    assertThat(kill.commands())
        .containsExactly(
            new Command.Kill(Classroom.BROKER_1), new Command.Kill(Classroom.BROKER_2));
    Action cut =
        actions.of(two).stream().filter(a -> a.id().equals("cut-off")).findFirst().orElseThrow();
    assertThat(cut.commands())
        .contains(
            new Command.CutLink(Classroom.BROKER_1, Classroom.BROKER_3),
            new Command.CutLink(Classroom.BROKER_3, Classroom.BROKER_1),
            new Command.CutLink(NodeId.controller(101), Classroom.BROKER_2))
        .doesNotContain(new Command.CutLink(Classroom.BROKER_1, Classroom.BROKER_2));
  }
}
