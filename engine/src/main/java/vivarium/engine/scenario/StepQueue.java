package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.KnownNames;
import vivarium.engine.condition.UnknownName;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.text.TimeText;

/**
 * The steps of a scenario that are still to come, each at exactly its virtual time. Whoever runs a
 * cluster tells it every event as it happens, and asks before every happening whether a step comes
 * first: so the same steps come at the same moments, however the cluster is run. Time does not wait
 * for a step's answer; a step that names what the cluster begins with waits until that is there.
 * One thread uses it, the one that runs the cluster.
 */
public final class StepQueue {

  /**
   * The turn of a step that comes before anything else of its time: its condition has just held.
   */
  private static final long AT_ONCE = -2;

  /** Every profile sets it, and hardly anybody does in the first moments of a cluster. */
  private static final String SET_AT_LAST = ConfigCatalog.DISK_FLUSH_INTERVAL_MS;

  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::atNanos)
          .thenComparing(each -> each.turn() != AT_ONCE)
          .thenComparing(Due::waits)
          .thenComparingInt(Due::index);

  private final List<Step> steps;
  private final Consumer<StepTold> told;
  private final ClusterModel model = new ClusterModel();
  private final PriorityQueue<Due> due = new PriorityQueue<>(ORDER);
  private final List<Due> waiting = new ArrayList<>();

  /** Steps whose time came before the cluster had what it begins with. */
  private final List<Due> early = new ArrayList<>();

  private Set<Step> aside = Set.of();
  private @Nullable NodeId it;
  private boolean begun;
  private boolean carryingOut;

  /** Which steps were carried out, given up or passed over, by index. */
  private final BitSet settled = new BitSet();

  private long endNanos = Long.MAX_VALUE;

  /** When the last step was carried out; at first the beginning. */
  private long lastAtNanos;

  /**
   * A step whose time is known; or one that waits for its condition, and when it has waited in
   * vain.
   *
   * @param turn as in {@link At#turn}, or {@link #AT_ONCE}
   * @param waits whether its condition has not held
   */
  private record Due(long atNanos, long turn, int index, boolean waits) {}

  /**
   * The steps of a scenario, from its beginning.
   *
   * @param told is told what becomes of each, on the thread that runs the cluster
   */
  public StepQueue(List<Step> steps, Consumer<StepTold> told) {
    this.steps = List.copyOf(steps);
    this.told = told;
  }

  /** The same queue, for which a later 'it' does not mean whom one of these steps named. */
  public StepQueue aside(Set<Step> some) {
    aside = Set.copyOf(some);
    return this;
  }

  /** The same queue, which tells at the end of its story which steps still wait. */
  public StepQueue until(long nanos) {
    endNanos = nanos;
    return this;
  }

  /** Lets time begin: the events told so far say how the cluster is at first. */
  public void begin() {
    begun = true;
    for (int index = 0; index < steps.size(); index++) {
      if (steps.get(index).when() instanceof At(long nanos, long turn)) {
        due.add(new Due(nanos, turn, index, false));
      }
    }
    waitFrom(0, 0);
  }

  /** Takes note of an event, as it happens. */
  public void note(Stamped stamped) {
    if (stamped.atNanos() > endNanos) {
      endNanos = Long.MAX_VALUE;
      left(stamped.atNanos()).forEach(told);
    }
    if (stamped.event().isFlow() || (begun && isDone())) {
      return; // No condition and no name speaks of a message on its way.
    }
    model.apply(stamped);
    if (!early.isEmpty() && isWarm()) {
      early.forEach(each -> due.add(new Due(stamped.atNanos(), AT_ONCE, each.index(), false)));
      early.clear();
    }
    for (Due each : List.copyOf(waiting)) {
      Once once = once(each.index());
      if (once.condition().holds(model, stamped)) {
        waiting.remove(each);
        due.remove(each);
        due.add(holds(each.index(), once, stamped.atNanos()));
      }
    }
  }

  /** What a step does itself counts for the condition that the next one waits for. */
  private boolean isDone() {
    return due.isEmpty() && early.isEmpty() && !carryingOut;
  }

  /** Whether the cluster has what it begins with: the profile's settings come last. */
  private boolean isWarm() {
    return model.simulationConfigs().containsKey(SET_AT_LAST);
  }

  /**
   * Whether a step is to wait until the cluster has what it begins with: if it names a topic, a
   * group or a client, or comes after one that waits. What was done by hand, which has its turn, is
   * taken as it is.
   */
  private boolean isTooEarly(Step step) {
    return !isWarm()
        && step.when() instanceof At at
        && at.turn() == At.ALL_DUE
        && (!early.isEmpty()
            || new UnknownNames(new KnownNames())
                .in(step.command())
                .anyMatch(UnknownName::isOfTheBeginning));
  }

  /**
   * The steps that have not come and wait for something other than their time, each with what it
   * waits for in place of a refusal. One that may be passed over is not among them.
   *
   * @param nowNanos the virtual time
   */
  public List<StepTold> left(long nowNanos) {
    List<StepTold> left = new ArrayList<>();
    boolean before = true; // Whether all before it have come, or are told of.
    for (int index = 0; index < steps.size(); index++) {
      Step step = steps.get(index);
      if (settled.get(index)) {
        before = true;
      } else if (!(step.when() instanceof Once once)) {
        before = false;
      } else if (before && !step.ifPossible()) {
        left.add(new StepTold(index + 1, steps.size(), step, nowNanos, awaited(index, once)));
      }
    }
    return left;
  }

  private String awaited(int index, Once once) {
    for (Due each : due) {
      if (each.index() == index && !each.waits()) {
        return "its condition held, and it comes at " + TimeText.format(each.atNanos());
      }
    }
    return waiting.stream().anyMatch(each -> each.index() == index)
        ? "it still waits for: '%s'".formatted(once.condition().words())
        : "it waits until step %d is done".formatted(index);
  }

  private Once once(int index) {
    if (steps.get(index).when() instanceof Once once) {
      return once;
    }
    throw new IllegalStateException("step %d waits for nothing".formatted(index + 1));
  }

  private static Due holds(int index, Once once, long atNanos) {
    long turn = once.afterNanos() == 0 ? AT_ONCE : At.ALL_DUE;
    return new Due(atNanos + once.afterNanos(), turn, index, false);
  }

  /** If this step waits for a condition, it does so from now on. */
  private void waitFrom(int index, long nowNanos) {
    if (index >= steps.size() || !(steps.get(index).when() instanceof Once once)) {
      return;
    }
    if (once.condition().holds(model, null)) {
      due.add(holds(index, once, nowNanos));
      return;
    }
    boolean forEver = once.withinNanos() == Once.NO_LIMIT;
    long deadline = forEver ? Long.MAX_VALUE : nowNanos + once.withinNanos();
    Due inVain = new Due(deadline, At.ALL_DUE, index, true);
    waiting.add(inVain);
    due.add(inVain);
  }

  /**
   * Whether a step comes before the cluster's next happening.
   *
   * @param nowNanos the virtual time
   * @param ranNow how many happenings of just this time there were
   * @param nextAtNanos when the next happening is due; {@link Long#MAX_VALUE} if there is none
   */
  public boolean comesBefore(long nowNanos, long ranNow, long nextAtNanos) {
    Due next = due.peek();
    if (next == null || next.atNanos() == Long.MAX_VALUE) {
      return false;
    }
    if (nextAtNanos > next.atNanos()) {
      return true;
    }
    if (next.turn() == At.ALL_DUE) {
      return !next.waits() && next.atNanos() == lastAtNanos;
    }
    return nextAtNanos == next.atNanos()
        && next.turn() <= (nowNanos == next.atNanos() ? ranNow : 0);
  }

  /** When the next step comes; {@link Long#MAX_VALUE} if it is not known yet, or none is left. */
  public long nextAtNanos() {
    Due next = due.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos();
  }

  /**
   * Carries out the next step, or gives it up.
   *
   * @param nowNanos the virtual time, which is the step's
   * @param cluster carries out a command and tells later what became of it
   */
  public void carryOutNext(long nowNanos, BiConsumer<Command, Consumer<CommandResult>> cluster) {
    Due next = due.remove();
    Step step = steps.get(next.index());
    if (next.waits()) {
      settled.set(next.index());
      waiting.remove(next);
      long within = once(next.index()).withinNanos();
      tell(next.index(), nowNanos, "its condition did not hold within " + TimeText.exact(within));
      return;
    }
    if (isTooEarly(step)) {
      early.add(next);
      return;
    }
    settled.set(next.index());
    lastAtNanos = nowNanos;
    carryingOut = true;
    try {
      List<Command> commands = step.command().resolve(model, it);
      NodeId concerned = aside.contains(step) ? null : CommandText.concerned(commands.getFirst());
      it = concerned == null ? it : concerned;
      tell(next.index(), nowNanos, null);
      commands.forEach(
          command ->
              cluster.accept(
                  command,
                  result -> {
                    if (result instanceof CommandResult.Refused(String reason)) {
                      tell(next.index(), nowNanos, reason);
                    }
                  }));
    } catch (IllegalArgumentException e) {
      tell(next.index(), nowNanos, String.valueOf(e.getMessage()));
    } finally {
      carryingOut = false;
    }
    waitFrom(next.index() + 1, nowNanos);
  }

  private void tell(int index, long atNanos, @Nullable String refusal) {
    Step step = steps.get(index);
    if (refusal == null || !step.ifPossible()) {
      told.accept(new StepTold(index + 1, steps.size(), step, atNanos, refusal));
    }
  }
}
