package vivarium.desktop.headless;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.Still;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.shell.ScenarioShelf.Recent;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.command.CommandText;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario;

/** The moments by which one judges the window: each state a cluster can be in, each inspector. */
public final class Gallery {

  private static final long MILLI = 1_000_000L;

  /** A record that somebody wrote. */
  private static final String JSON_BY_HAND =
      "produce orders partition=0 key=order-42 value='{\"item\": \"tea\", \"count\": 2}'"
          + " header source=web header trace=7f3a";

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final Function<ClusterModel, Selection> CLUSTER = model -> Selection.CLUSTER;
  private static final Function<ClusterModel, Selection> LEADER =
      model -> new Selection.Node(leader(model));
  private static final Function<ClusterModel, Selection> PARTITION =
      model -> new Selection.Partition(ORDERS_0);

  private Gallery() {}

  /** All scenes, in the order of a walk through the program. */
  public static List<GalleryScene> scenes() {
    Scenario crash = Scenarios.bundled("leader-crash");
    Scenario healthy = without(crash);
    List<GalleryScene> scenes = new ArrayList<>();
    scenes.add(scene("healthy", healthy, 10_000, CLUSTER));
    scenes.add(scene("leader-just-killed", crash, 8_900, LEADER));
    scenes.add(scene("crown-moves", crash, 11_000, CLUSTER));
    scenes.add(scene("leader-elected", crash, 12_500, PARTITION));
    scenes.add(scene("records-cut", crash, 20_700, CLUSTER));
    scenes.add(scene("truncated-and-back", crash, 21_000, LEADER));
    scenes.add(scene("isr-shrunk", Scenarios.bundled("follower-lags"), 14_000, PARTITION));
    scenes.add(scene("min-isr-refused", Scenarios.bundled("min-isr-refused"), 14_500, PARTITION));
    scenes.add(scene("unclean-loss", Scenarios.bundled("unclean-election"), 22_000, CLUSTER));
    scenes.add(
        scene("rebalance", with(healthy, 9_000, "partitions orders 4"), 15_000, group("billing")));
    scenes.add(scene("controller-lost", Scenarios.bundled("controller-failover"), 6_700, CLUSTER));
    scenes.add(
        scene("zookeeper", Scenarios.bundled("zookeeper-session-expired"), 13_500, zookeeper()));
    scenes.add(scene("network-split", Scenarios.bundled("network-split"), 13_000, PARTITION));
    scenes.add(
        scene(
            "frozen-follower",
            with(healthy, 6_000, "freeze follower of orders-0"),
            9_500,
            CLUSTER));
    scenes.add(scene("twelve-by-sixty", twelveBySixty(), 6_000, CLUSTER));
    scenes.add(scene("hundred-by-ten-thousand", hundredByTenThousand(), 13_000, CLUSTER));
    scenes.add(scene("presenter", crash, 12_500, CLUSTER).after(WindowAction.PRESENT));
    scenes.add(scene("focus", healthy, 9_400, PARTITION).after(WindowAction.FOCUS));
    scenes.add(scene("charts", crash, 29_000, CLUSTER).after(WindowAction.CHARTS));
    scenes.add(scene("film", crash, 12_500, CLUSTER).after(WindowAction.EXPORT_FILM));
    scenes.add(scene("until", crash, 9_000, LEADER).after(WindowAction.UNTIL));
    scenes.add(scene("past", crash, 14_000, PARTITION).after(WindowAction.STEP_BACK));
    scenes.add(scene("scenarios", crash, 9_000, CLUSTER).after(WindowAction.OPEN));
    recordings(scenes, crash);
    scenes.add(scene("space-time", crash, 9_500, CLUSTER).after(WindowAction.SPACE_TIME));
    scenes.add(
        scene(
                "space-time-frozen",
                with(healthy, 6_000, "freeze follower of orders-0"),
                7_500,
                CLUSTER)
            .after(WindowAction.SPACE_TIME));
    scenes.add(
        scene("space-time-large", twelveBySixty(), 4_500, CLUSTER).after(WindowAction.SPACE_TIME));
    scenes.add(scene("palette", crash, 9_000, LEADER).after(WindowAction.PALETTE));
    scenes.add(scene("keys", healthy, 9_000, CLUSTER).after(WindowAction.HELP));
    scenes.add(scene("table-topics", crash, 12_500, CLUSTER).after(WindowAction.TABLE_TOPICS));
    scenes.add(
        scene("table-partitions", Scenarios.bundled("follower-lags"), 14_000, PARTITION)
            .after(WindowAction.TABLE_PARTITIONS));
    scenes.add(scene("table-groups", healthy, 10_200, CLUSTER).after(WindowAction.TABLE_GROUPS));
    scenes.add(scene("table-lag", healthy, 10_200, CLUSTER).after(WindowAction.TABLE_LAG));
    scenes.add(scene("table-brokers", crash, 12_500, CLUSTER).after(WindowAction.TABLE_BROKERS));
    scenes.add(scene("table-clients", crash, 12_500, CLUSTER).after(WindowAction.TABLE_CLIENTS));
    scenes.add(
        scene("table-large", twelveBySixty(), 6_000, CLUSTER).after(WindowAction.TABLE_PARTITIONS));
    scenes.add(
        scene("records", with(healthy, 8_000, JSON_BY_HAND), 10_000, PARTITION)
            .after(WindowAction.RECORDS));
    scenes.add(
        scene("produce", with(healthy, 8_000, JSON_BY_HAND), 10_000, PARTITION)
            .after(WindowAction.PRODUCE));
    scenes.add(scene("inspector-broker", healthy, 9_000, LEADER));
    scenes.add(
        scene(
            "inspector-controller",
            Scenarios.bundled("quorum-lost"),
            5_000,
            model -> new Selection.Node(Objects.requireNonNull(model.controller()))));
    scenes.add(scene("inspector-partition", healthy, 9_400, PARTITION));
    scenes.add(
        scene("inspector-producer", healthy, 9_800, client(NodeId.producer("web-checkout"))));
    scenes.add(scene("inspector-group", healthy, 10_200, group("billing")));
    scenes.add(scene("inspector-message", healthy, 10_300, Gallery::aMessage));
    pages(scenes, crash, healthy);
    experiments(scenes, healthy);
    return scenes;
  }

  /** The pages of the inspector for what is smaller than a partition, or larger. */
  private static void pages(List<GalleryScene> scenes, Scenario crash, Scenario healthy) {
    scenes.add(
        scene(
            "inspector-topic",
            Scenarios.bundled("min-isr-refused"),
            14_500,
            model -> new Selection.Topic("orders")));
    scenes.add(
        scene(
            "inspector-replica",
            Scenarios.bundled("follower-lags"),
            14_000,
            model -> new Selection.Replica(ORDERS_0, follower(model))));
    scenes.add(
        scene(
            "inspector-record",
            with(healthy, 8_000, JSON_BY_HAND),
            11_000,
            model -> aRecord(model, true)));
    scenes.add(scene("record-on-its-way", healthy, 10_900, model -> aRecord(model, false)));
    scenes.add(scene("tree", crash, 12_500, CLUSTER).after(WindowAction.TREE));
    scenes.add(scene("inspector-member", healthy, 10_200, Gallery::aMember));
    scenes.add(
        scene(
            "inspector-link",
            Scenarios.bundled("network-split"),
            13_000,
            model -> {
              var cut = model.cutLinks().first();
              return new Selection.Link(cut.from(), cut.to());
            }));
    scenes.add(
        scene(
            "inspector-znode",
            Scenarios.bundled("zookeeper-session-expired"),
            16_500,
            model -> new Selection.Znode("/controller")));
    scenes.add(
        scene(
            "inspector-several",
            crash,
            12_500,
            model -> new Selection.Several(List.of(NodeId.broker(1), NodeId.broker(2)))));
    scenes.add(
        scene(
            "inspector-refused",
            Scenarios.bundled("min-isr-refused"),
            17_000,
            client(NodeId.producer("careful"))));
  }

  /** Two runs beside each other, and the ways there. */
  private static void experiments(List<GalleryScene> scenes, Scenario healthy) {
    GalleryScene behind = scene("compare", healthy, 9_000, CLUSTER);
    scenes.add(behind.comparing(Comparisons.bundled("acks"), 17_000 * MILLI));
    scenes.add(
        scene("compare-unclean", healthy, 9_000, CLUSTER)
            .comparing(Comparisons.bundled("unclean"), 18_400 * MILLI));
    scenes.add(
        scene("compare-coordination", healthy, 9_000, CLUSTER)
            .comparing(Comparisons.bundled("coordination"), 12_000 * MILLI));
    scenes.add(scene("compare-list", healthy, 9_000, CLUSTER).after(WindowAction.COMPARE));
    scenes.add(scene("fork", healthy, 9_000, CLUSTER).after(WindowAction.FORK));
  }

  /** A recording at its end and before it, a damaged one, and the list with files. */
  private static void recordings(List<GalleryScene> scenes, Scenario crash) {
    Still.Files whole = new Still.Files(new Tape.Label(null), List.of());
    scenes.add(scene("recording", crash, 12_500, LEADER).with(whole));
    scenes.add(
        scene("recording-past", crash, 14_000, PARTITION)
            .after(WindowAction.STEP_BACK)
            .with(whole));
    String damage =
        "lessons/monday.viv.gz, line 4711: it ends in its middle."
            + " 4,703 events up to 00:12.500 were read";
    scenes.add(
        scene("recording-damaged", crash, 12_500, CLUSTER)
            .with(new Still.Files(new Tape.Label(damage), List.of())));
    Path lessons = Path.of("/lessons");
    scenes.add(
        scene("scenarios-recent", crash, 9_000, CLUSTER)
            .after(WindowAction.OPEN)
            .with(
                new Still.Files(
                    null,
                    List.of(
                        new Recent(lessons.resolve("session-before.viv.gz"), 1, false),
                        new Recent(lessons.resolve("monday.viv.gz"), 0, false),
                        new Recent(lessons.resolve("acks.json"), 0, true)))));
  }

  private static int follower(ClusterModel model) {
    var state = Objects.requireNonNull(model.partition(ORDERS_0), "orders-0").state();
    return state.outOfSync().isEmpty() ? state.replicas().getLast() : state.outOfSync().getFirst();
  }

  /** The newest that is committed, or the newest of all. */
  private static Selection aRecord(ClusterModel model, boolean committed) {
    var partition = Objects.requireNonNull(model.partition(ORDERS_0), "orders-0");
    int leader = leader(model).number();
    var replica = Objects.requireNonNull(partition.replica(leader));
    var batch =
        List.copyOf(replica.batches()).reversed().stream()
            .filter(each -> !committed || each.lastOffset() < replica.highWatermark())
            .findFirst()
            .orElseThrow();
    return new Selection.LogRecord(ORDERS_0, leader, batch.baseOffset(), batch.leaderEpoch());
  }

  private static Selection aMember(ClusterModel model) {
    var members = Objects.requireNonNull(model.groups().get("billing"), "billing").members();
    return new Selection.Member("billing", members.getFirst().memberId());
  }

  /** Plays a scene up to its moment. */
  public static Still play(GalleryScene scene) {
    SimulatedCluster cluster = new SimulatedCluster(scene.scenario().cluster());
    ClusterSession session = new ClusterSession(cluster);
    new ScenarioPlayer(cluster, session, () -> {}).play(scene.scenario());
    Still still =
        new Still(
            session.model(),
            cluster.events(),
            scene.scenario().untilNanos(),
            scene.scenario().name(),
            cluster::readNow);
    GalleryScene.Compared compared = scene.compared();
    Still filed = still.with(scene.files());
    return filed.with(
        new Still.Exhibit(
            new BackgroundLaboratory(null),
            compared == null ? null : ExperimentRun.play(compared.experiment(), share -> {}),
            compared == null ? 0 : compared.atNanos()));
  }

  private static GalleryScene scene(
      String name, Scenario scenario, long atMs, Function<ClusterModel, Selection> selected) {
    return new GalleryScene(name, scenario.withUntil(atMs * MILLI), selected, List.of());
  }

  private static Scenario without(Scenario scenario) {
    return new Scenario("", "", scenario.cluster(), List.of(), scenario.untilNanos());
  }

  private static Scenario with(Scenario scenario, long atMs, String command) {
    return new Scenario(
        scenario.name(),
        scenario.about(),
        scenario.cluster(),
        List.of(new Scenario.Step(atMs * MILLI, CommandText.parse(command))),
        scenario.untilNanos());
  }

  private static Scenario twelveBySixty() {
    ClusterConfig cluster =
        ClusterConfig.builder()
            .brokers(12)
            .controllers(3)
            .racks(List.of("a", "b", "c"))
            .topic(TopicSpec.of("orders", 40, 3).with("min.insync.replicas", "2"))
            .topic(TopicSpec.of("clicks", 20, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders").withRecordsPerSecond(20))
            .producer(ProducerSettings.of("mobile", "clicks").withRecordsPerSecond(20))
            .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
            .consumer(ConsumerSettings.of("analytics-1", "analytics", "clicks"))
            .build();
    return with(new Scenario("", "", cluster, List.of(), 0), 3_000, "kill 5");
  }

  private static Scenario hundredByTenThousand() {
    ClusterConfig cluster =
        ClusterConfig.builder()
            .profile(Profile.REALISTIC)
            .brokers(100)
            .controllers(3)
            .topic(TopicSpec.of("orders", 5_000, 3).with("min.insync.replicas", "2"))
            .topic(TopicSpec.of("clicks", 5_000, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders").withRecordsPerSecond(50))
            .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
            .build();
    return with(new Scenario("", "", cluster, List.of(), 0), 3_000, "kill 7");
  }

  private static NodeId leader(ClusterModel model) {
    var partition = Objects.requireNonNull(model.partition(ORDERS_0), "orders-0");
    int leader = partition.state().leader();
    return NodeId.broker(leader >= 0 ? leader : partition.state().replicas().getFirst());
  }

  private static Function<ClusterModel, Selection> group(String id) {
    return model -> new Selection.Group(id);
  }

  private static Function<ClusterModel, Selection> client(NodeId id) {
    return model -> new Selection.Client(id);
  }

  private static Function<ClusterModel, Selection> zookeeper() {
    return model -> new Selection.Node(NodeId.zookeeper(ClusterConfig.FIRST_CONTROLLER_ID));
  }

  private static Selection aMessage(ClusterModel model) {
    return model.inFlight(model.atNanos()).stream()
        .filter(sent -> sent.isRequest() && sent.api().equals("Produce"))
        .findFirst()
        .<Selection>map(sent -> new Selection.Message(sent.messageId()))
        .orElse(Selection.CLUSTER);
  }
}
