package vivarium.desktop.shell;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Caption;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.EventTone;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** Picks the one sentence for the bottom of the stage: the most serious thing that is so now. */
final class CaptionChooser {

  /** How long something that happened stays in the caption while nothing is wrong. */
  private static final long NEWS_NANOS = 6_000_000_000L;

  private static final long LOSS_NEWS_NANOS = 20_000_000_000L;
  private static final int CAUSES_TOLD = 3;

  /** Of more partitions, the crown of a leader is not seen until one comes closer. */
  private static final int SEEN_ONE_BY_ONE = 40;

  private final ClusterSession session;
  private final HealthCensus census;
  private final Texts texts;
  private final Narrator narrator;
  private final Reader reader;

  /** What whoever reads a caption can do. */
  enum Reader {
    /** Has the window before them: may do to the cluster what is there to try. */
    ACTS,
    /** Has a window before them in which nothing can be tried: may ask why. */
    LOOKS_BACK,
    /** Sees a picture, and can neither try nor ask anything. */
    WATCHES;

    /** Who sits in front of a window that shows a session. */
    static Reader of(ClusterSession session) {
      return session.isLive() && !session.isRecording() ? ACTS : LOOKS_BACK;
    }
  }

  CaptionChooser(ClusterSession session, HealthCensus census, Texts texts, Reader reader) {
    this.session = session;
    this.census = census;
    this.texts = texts;
    this.reader = reader;
    this.narrator = new Narrator(texts);
  }

  Caption choose() {
    Caption caption = mostSerious();
    return reader == Reader.WATCHES ? caption.withoutWhy() : caption;
  }

  private Caption mostSerious() {
    return brokenPromise()
        .or(
            () ->
                partitionsAt(Health.OFFLINE, Tone.BAD, "caption.offline", "caption.offlineSeveral"))
        .or(
            () ->
                partitionsAt(
                    Health.UNDER_MIN_ISR,
                    Tone.BAD,
                    "caption.underMinIsr",
                    "caption.underMinIsrSeveral"))
        .or(this::expectedLoss)
        .or(() -> brokerDown(true))
        .or(
            () ->
                partitionsAt(
                    Health.AT_MIN_ISR, Tone.WARN, "caption.atMinIsr", "caption.atMinIsrSeveral"))
        .or(
            () ->
                partitionsAt(
                    Health.UNDER_REPLICATED,
                    Tone.WARN,
                    "caption.underReplicated",
                    "caption.underReplicatedSeveral"))
        .or(() -> brokerDown(false))
        .or(this::cutLink)
        .or(this::rebalancing)
        .or(this::news)
        .orElseGet(this::well);
  }

  /** What is there to try, for those who can. */
  private String hint(String key) {
    return reader == Reader.ACTS ? texts.get(key) : "";
  }

  private ClusterModel model() {
    return session.model();
  }

  private Optional<Caption> brokenPromise() {
    if (model().ledger().lostByBug() == 0 && model().ledger().invariantsBroken() == 0) {
      return Optional.empty();
    }
    return latest(
            event ->
                event instanceof Verdict.InvariantBroken
                    || (event instanceof Verdict.RecordsLost lost && !lost.expected()))
        .map(entry -> verdict(Tone.BAD, entry));
  }

  private Optional<Caption> expectedLoss() {
    return latest(event -> event instanceof Verdict.RecordsLost)
        .filter(entry -> age(entry) < LOSS_NEWS_NANOS)
        .map(entry -> verdict(Tone.WARN, entry));
  }

  /** A verdict's own reason says more than its cause. */
  private Caption verdict(Tone tone, StateEntry entry) {
    long seq = entry.causes().isEmpty() ? 0 : entry.stamped().seq();
    ClusterEvent event = entry.stamped().event();
    if (event instanceof Verdict.RecordsLost lost) {
      String count = Counts.acknowledged(texts, lost.recordCount());
      String headline =
          lost.expected()
              ? texts.get("caption.lostExpected", lost.partition(), count)
              : texts.get("caption.lostByBug", lost.partition(), count);
      return new Caption(tone, headline, narrator.reason(lost.reason()), seq);
    }
    if (event instanceof Verdict.InvariantBroken(String invariant, String detail)) {
      return new Caption(
          tone,
          texts.get("caption.invariantBroken", narrator.reason(invariant)),
          narrator.reason(detail),
          seq);
    }
    return tell(tone, entry);
  }

  /**
   * Partitions of a health.
   *
   * @param one what is said of one
   * @param several what is said of one and so many more
   */
  private Optional<Caption> partitionsAt(Health health, Tone tone, String one, String several) {
    List<PartitionView> affected = census.of(health, model());
    if (affected.isEmpty()) {
      return Optional.empty();
    }
    PartitionView first = affected.getFirst();
    int minInSync = model().minInSyncReplicas(first.id().topic());
    String headline =
        affected.size() == 1
            ? texts.get(one, first.id(), minInSync)
            : texts.get(several, first.id(), minInSync, Units.count(affected.size() - 1));
    long why = model().whyHealth(first);
    Optional<StateEntry> change = session.entry(why);
    return Optional.of(
        new Caption(
            tone,
            headline,
            change.map(this::becauseOfHealth).orElse(""),
            change.isPresent() ? why : 0));
  }

  /**
   * A node that crashed or stands still.
   *
   * @param unnoticed only one that the controller has not fenced yet; once it has, what became of
   *     the partitions matters more
   */
  private Optional<Caption> brokerDown(boolean unnoticed) {
    for (NodeView node : model().nodes().values()) {
      boolean crashed =
          node.process() == NodeView.Process.STOPPED
              && node.stoppedHow() != ClusterEvent.Node.How.CLEAN;
      boolean frozen = node.process() == NodeView.Process.FROZEN;
      boolean noticed = node.id().isBroker() && node.isFenced();
      if ((!crashed && !frozen) || (unnoticed && noticed)) {
        continue;
      }
      String name = narrator.name(node.id());
      String next =
          node.id().isBroker() && !noticed
              ? texts.get("caption.notFencedYet")
              : hint(crashed ? "caption.tryRestart" : "caption.tryResume");
      String headline = crashed ? stopped(node, name) : texts.get("event.frozen", name);
      return Optional.of(
          new Caption(crashed ? Tone.BAD : Tone.WARN, headline, next, node.processSeq()));
    }
    return Optional.empty();
  }

  private String stopped(NodeView node, String name) {
    return switch (node.stoppedHow()) {
      case POWER_LOSS -> texts.get("event.powerLost", name);
      case DISK_FULL -> texts.get("event.diskFull", name);
      case CRASH, CLEAN -> texts.get("event.killed", name);
      case null -> texts.get("event.killed", name);
    };
  }

  private Optional<Caption> cutLink() {
    return model().cutLinks().isEmpty()
        ? Optional.empty()
        : latest(event -> event instanceof Fault.LinkCut)
            .map(
                entry ->
                    new Caption(
                        Tone.WARN,
                        narrator.sentence(entry.stamped()),
                        hint("caption.tryHeal"),
                        entry.stamped().seq()));
  }

  private Optional<Caption> rebalancing() {
    for (GroupView group : model().groups().values()) {
      if (group.state().isRebalancing()) {
        return session.entry(group.changedSeq()).map(entry -> rebalance(group, entry));
      }
    }
    return Optional.empty();
  }

  /** Whether members keep what stays theirs while the rest is shared out anew. */
  private static boolean readsOnMeanwhile(GroupView group) {
    return group.protocol().isConsumer()
        || group.protocol().assignor().equals(AssignmentStrategy.COOPERATIVE_STICKY.text());
  }

  private Caption rebalance(GroupView group, StateEntry entry) {
    long seq = entry.causes().isEmpty() ? 0 : entry.stamped().seq();
    return new Caption(
        Tone.WARN,
        texts.get("caption.rebalancing", group.id(), group.state().kafkaName(), reason(entry)),
        texts.get(
            readsOnMeanwhile(group) ? "caption.reconcileMeaning" : "caption.rebalanceMeaning"),
        seq);
  }

  private String reason(StateEntry entry) {
    return entry.stamped().event() instanceof ClusterEvent.Client.GroupChanged changed
        ? narrator.reason(changed.reason())
        : narrator.sentence(entry.stamped());
  }

  private Optional<Caption> news() {
    return latest(CaptionChooser::isNews)
        .filter(entry -> age(entry) < NEWS_NANOS && !isOver(entry.stamped()))
        .map(entry -> tell(Tone.PLAIN, entry));
  }

  /** Whether it tells of a node that went away and is back. */
  private boolean isOver(Stamped stamped) {
    boolean wentAway =
        stamped.event() instanceof ClusterEvent.Node.Stopped
            || stamped.event() instanceof ClusterEvent.Node.Frozen;
    NodeView node = model().node(stamped.node());
    return wentAway && node != null && node.process() == NodeView.Process.RUNNING;
  }

  /** What a person did, they know; what the cluster did about it is news. */
  private static boolean isNews(ClusterEvent event) {
    Tone tone = EventTone.of(event);
    return tone != Tone.PLAIN && tone != Tone.MUTED;
  }

  private Caption well() {
    long running = model().brokers().stream().filter(broker -> !broker.isFenced()).count();
    if (running == 0) {
      return new Caption(
          Tone.PLAIN, texts.get("caption.starting"), texts.get("caption.startingMeaning"), 0);
    }
    long topics = model().topics().values().stream().filter(topic -> !topic.isInternal()).count();
    if (topics == 0) {
      return new Caption(Tone.PLAIN, texts.get("caption.noTopic"), hint("caption.tryTopic"), 0);
    }
    int takenUp = census.takenUp(model());
    int assigned = census.assigned(model());
    if (takenUp < assigned && visiblePartitions() > SEEN_ONE_BY_ONE) { // It takes a while.
      return new Caption(
          Tone.PLAIN,
          texts.get("caption.building", Units.count(takenUp), Units.count(assigned)),
          texts.get("caption.buildingMeaning"),
          0);
    }
    return new Caption(
        Tone.GOOD,
        texts.get(
            "caption.well",
            Counts.partitions(texts, visiblePartitions()),
            Counts.brokers(texts, running)),
        hint(visiblePartitions() > SEEN_ONE_BY_ONE ? "caption.tryZoom" : "caption.tryKill"),
        0);
  }

  private long visiblePartitions() {
    return model().topics().values().stream()
        .filter(topic -> !topic.isInternal())
        .mapToLong(topic -> topic.partitions())
        .sum();
  }

  private Caption tell(Tone tone, StateEntry entry) {
    boolean hasCauses = !entry.causes().isEmpty();
    return new Caption(
        tone,
        narrator.sentence(entry.stamped()),
        because(entry),
        hasCauses ? entry.stamped().seq() : 0);
  }

  /** What was decided about a partition the headline says itself; what was set, it does not. */
  private String becauseOfHealth(StateEntry entry) {
    return entry.stamped().event() instanceof Metadata.ConfigChanged
        ? texts.get("caption.because", narrator.brief(entry.stamped()))
        : because(entry);
  }

  private String because(StateEntry entry) {
    List<Stamped> causes = entry.causes();
    return causes.isEmpty()
        ? ""
        : texts.get(
            "caption.because",
            causes.stream()
                .limit(CAUSES_TOLD)
                .map(narrator::brief)
                .collect(Collectors.joining(" ← ")));
  }

  private long age(StateEntry entry) {
    return session.nowNanos() - entry.stamped().atNanos();
  }

  private Optional<StateEntry> latest(Predicate<ClusterEvent> wanted) {
    for (Iterator<StateEntry> it = session.newestFirst(); it.hasNext(); ) {
      @Nullable StateEntry entry = it.next();
      if (wanted.test(entry.stamped().event())) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
