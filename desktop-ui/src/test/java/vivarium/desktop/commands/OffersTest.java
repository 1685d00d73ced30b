package vivarium.desktop.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupState;

class OffersTest {

  private final Classroom classroom = new Classroom().withClients().runFor(3_000);
  private final List<String> opened = new ArrayList<>();
  private final List<Command> sent = new ArrayList<>();
  private final List<Selection> selected = new ArrayList<>();
  private final List<WindowAction> done = new ArrayList<>();
  private String whyNoChange = "";

  private Offers offers(Selection selection, Texts texts) {
    return new Offers(
        classroom.cluster().model(),
        texts,
        selection,
        new Offers.Window() {
          @Override
          public String whyNoChange() {
            return whyNoChange;
          }

          @Override
          public List<Offer> more() {
            return List.of(new Offer("Open crash.viv.gz", "", "", "", () -> {}));
          }

          @Override
          public String whyNot(WindowAction action) {
            return offers(selection, texts).whyNot(action);
          }

          @Override
          public void openForm(String key) {
            opened.add(key);
          }

          @Override
          public void run(WindowAction action) {
            done.add(action);
          }

          @Override
          public void send(Command command) {
            sent.add(command);
          }

          @Override
          public void select(Selection wanted) {
            selected.add(wanted);
          }
        });
  }

  @Test
  void faultsThatAreFormsAreFoundByTheirWordsAndOpened() {
    Offer slow = ofBroker2("slow link").getFirst();
    assertThat(slow.title()).startsWith("broker 2: Slow or lossy link");
    slow.run().run();
    assertThat(opened).containsExactly("linkFault");

    assertThat(ofBroker2("errors requests").getFirst().unavailable())
        .isEqualTo(Texts.ENGLISH.get("why.selectPartition"));
    offers(new Selection.Partition(Classroom.ORDERS_0), Texts.ENGLISH)
        .matching("errors on requests")
        .getFirst()
        .run()
        .run();
    assertThat(opened).containsExactly("linkFault", "requestFault");
  }

  @Test
  void zoomingIsFoundByItsName() {
    assertThat(typed("zoom in").getFirst().keys()).isEqualTo("+");
    assertThat(typed("zoom out").getFirst().keys()).isEqualTo("−");
    assertThat(typed("fit").getFirst().keys()).isEqualTo("F");
  }

  @Test
  void inKoreanEnglishWordsFindTheSame() {
    Offers korean = offers(new Selection.Node(Classroom.BROKER_2), Texts.KOREAN);

    assertThat(korean.matching("zoom in").getFirst().keys()).isEqualTo("+");
    korean.matching("kill").getFirst().run().run();
    assertThat(done).containsExactly(WindowAction.KILL);
    korean.matching("broker 2: kill").getFirst().run().run();
    assertThat(sent).containsExactly(new Command.Kill(Classroom.BROKER_2));
    assertThat(typed("강제 종료")).first().extracting(Offer::isAvailable).isEqualTo(true);
  }

  @Test
  void bothLanguagesNameTheSameThingsInTheSameOrder() {
    for (Selection each :
        List.of(
            Selection.CLUSTER,
            new Selection.Node(Classroom.BROKER_2),
            new Selection.Partition(Classroom.ORDERS_0))) {
      assertThat(offers(each, Texts.KOREAN).matching("").stream().map(Offer::keys).toList())
          .isEqualTo(offers(each, Texts.ENGLISH).matching("").stream().map(Offer::keys).toList());
    }
  }

  private List<Offer> typed(String text) {
    return offers(Selection.CLUSTER, Texts.ENGLISH).matching(text);
  }

  @Test
  void aFewLettersFindWhatCanBeDone() {
    Offer kill = typed("broker 2 kill").getFirst();
    assertThat(kill.title()).isEqualTo("broker 2: Kill");

    kill.run().run();

    assertThat(sent).containsExactly(new Command.Kill(Classroom.BROKER_2));
  }

  @Test
  void whatConcernsBrokersStandsBeforeWhatConcernsControllers() {
    for (Texts texts : List.of(Texts.ENGLISH, Texts.KOREAN)) {
      for (String word : List.of("kill", "강제")) {
        List<String> titles =
            offers(Selection.CLUSTER, texts).matching(word).stream()
                .filter(Offer::isAvailable)
                .map(Offer::title)
                .limit(4)
                .toList();
        String kill = texts.get("action.kill");
        assertThat(titles.subList(0, 3))
            .as("%s, typed in %s", word, texts.locale())
            .containsExactly(
                texts.get("stage.broker", 1) + ": " + kill,
                texts.get("stage.broker", 2) + ": " + kill,
                texts.get("stage.broker", 3) + ": " + kill);
        assertThat(titles.get(3)).contains(texts == Texts.ENGLISH ? "controller" : "컨트롤러");
      }
    }
  }

  @Test
  void whereNothingCanBeChangedThatIsTheReason() {
    whyNoChange = "this is a recording";
    for (String change : List.of("broker 2: kill", "restart", "kill the selected", "kill 2")) {
      assertThat(typed(change)).extracting(Offer::unavailable).contains("this is a recording");
    }
    assertThat(typed("kill"))
        .filteredOn(offer -> !offer.unavailable().equals("this is a recording"))
        .isEmpty();
    assertThat(typed("charts").getFirst().isAvailable()).isTrue();
    assertThat(typed("open crash").getFirst().isAvailable()).isTrue();
  }

  private List<Offer> ofBroker2(String text) {
    return offers(new Selection.Node(Classroom.BROKER_2), Texts.ENGLISH).matching(text);
  }

  @Test
  void whatTheInspectorOfTheSelectedThingHasButtonsForIsFoundByItsName() {
    Offer wipe = ofBroker2("wipe").getFirst();
    assertThat(wipe.title()).isEqualTo("broker 2: Wipe the disk");
    assertThat(wipe.confirmation()).contains("gone for good");
    ofBroker2("power").getFirst().run().run();
    ofBroker2("slow disk").getFirst().run().run();

    assertThat(sent)
        .containsExactly(
            new Command.PowerLoss(Classroom.BROKER_2),
            new Command.Inject(new FaultSpec.SlowDisk(Classroom.BROKER_2, 500)));
    assertThat(typed("wipe the disk")).as("nothing is selected").noneMatch(Offer::isAvailable);
    List<String> titles = ofBroker2("").stream().map(Offer::title).toList();
    assertThat(titles).as("each once").doesNotHaveDuplicates();
  }

  @Test
  void aFaultThatIsThereIsHealedByItsNameAndCannotBeAddedTwice() {
    FaultSpec full = new FaultSpec.DiskFull(Classroom.BROKER_2);
    classroom.cluster().emit(Classroom.BROKER_2, new Fault.Injected(full));

    assertThat(ofBroker2("disk full"))
        .filteredOn(offer -> offer.title().equals("broker 2: Disk full"))
        .extracting(Offer::unavailable)
        .containsExactly("the disk is full");
    Offer heal = ofBroker2("heal disk is full").getFirst();
    assertThat(heal.title()).isEqualTo("broker 2: Heal: the disk is full");
    heal.run().run();

    assertThat(sent).containsExactly(new Command.Heal(full.key()));
    whyNoChange = "this is a recording";
    assertThat(ofBroker2("disk full")).extracting(Offer::unavailable).containsOnly(whyNoChange);
    assertThat(ofBroker2("wipe").getFirst().unavailable()).isEqualTo(whyNoChange);
  }

  @Test
  void whatCannotBeDoneSaysWhyAndStandsBehindWhatCan() {
    List<Offer> found = typed("broker 2");
    Offer restart =
        found.stream()
            .filter(offer -> offer.title().equals("broker 2: Restart"))
            .findFirst()
            .orElseThrow();

    assertThat(restart.unavailable()).isEqualTo("broker 2 is running");
    assertThat(found.indexOf(restart))
        .isGreaterThan(
            found.lastIndexOf(found.stream().filter(Offer::isAvailable).toList().getLast()));
  }

  @Test
  void keysThatNeedASelectionSayWhichOne() {
    assertThat(typed("kill the selected").getFirst().unavailable())
        .isEqualTo("select a broker or a controller first");
    assertThat(typed("kill the leader").getFirst().unavailable())
        .isEqualTo("select a partition first");
    Offers withPartition = offers(new Selection.Partition(Classroom.ORDERS_0), Texts.ENGLISH);
    assertThat(withPartition.matching("kill the leader of the partition").getFirst().isAvailable())
        .isTrue();

    withPartition.killLeader(sent::add);

    assertThat(sent).containsExactly(new Command.Kill(Classroom.BROKER_1));
  }

  @Test
  void theControllerIsKilledWhoeverItIs() {
    offers(Selection.CLUSTER, Texts.ENGLISH).killController(sent::add);

    assertThat(sent).containsExactly(new Command.Kill(Classroom.CONTROLLER));
  }

  @Test
  void aCommandOfServeCanBeTyped() {
    Offer run = typed("slow-disk 2 200ms").getFirst();
    assertThat(run.title()).isEqualTo("Run: slow-disk 2 200ms");

    run.run().run();

    assertThat(sent)
        .containsExactly(new Command.Inject(new FaultSpec.SlowDisk(Classroom.BROKER_2, 200)));
  }

  @Test
  void anUnfinishedCommandSaysWhatIsMissing() {
    Offer unfinished = typed("slow-disk 2").getLast();

    assertThat(unfinished.isAvailable()).isFalse();
    assertThat(unfinished.unavailable()).contains("slow-disk");
  }

  @Test
  void everythingCanBeGoneTo() {
    typed("orders-1").getFirst().run().run();
    typed("go to billing").getFirst().run().run();

    assertThat(selected)
        .containsExactly(
            new Selection.Partition(Classroom.ORDERS_1), new Selection.Group("billing"));
  }

  @Test
  void whatIsLostForGoodIsAskedFirst() {
    Offer delete =
        offers(new Selection.Partition(Classroom.ORDERS_0), Texts.KOREAN).matching("").stream()
            .filter(offer -> !offer.confirmation().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(delete.confirmation()).contains("orders");
  }

  @Test
  void aGroupWithMembersCannotBeDeletedAndSaysWhy() {
    Offer delete = typed("delete group billing").getFirst();

    assertThat(delete.title()).isEqualTo("Delete group billing");
    assertThat(delete.unavailable()).startsWith("NON_EMPTY_GROUP").contains("billing");
    assertThat(typed("delete group billing"))
        .as("typed as a command, too")
        .allMatch(offer -> !offer.isAvailable());
  }

  @Test
  void anEmptyGroupIsDeletedAfterAQuestion() {
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Client.GroupChanged(
                "billing", GroupState.EMPTY, 2, List.of(), 0, "no members are left"));
    Offer delete =
        typed("delete group billing").stream()
            .filter(offer -> offer.title().equals("Delete group billing"))
            .findFirst()
            .orElseThrow();
    assertThat(delete.isAvailable()).isTrue();
    assertThat(delete.confirmation()).contains("billing");

    delete.run().run();

    assertThat(sent).containsExactly(new Command.DeleteGroup("billing"));
  }

  @Test
  void everyActionOfTheWindowIsOfferedWithItsKeys() {
    List<Offer> all = typed("");
    for (WindowAction action : WindowAction.values()) {
      if (action != WindowAction.PALETTE) {
        List<Offer> same = typed(action.title(Texts.ENGLISH));
        assertThat(same).as(action.name()).isNotEmpty();
        assertThat(same).extracting(Offer::keys).contains(action.keys());
      }
    }
    assertThat(all.size()).isLessThanOrEqualTo(Offers.MAX);
  }
}
