package vivarium.desktop.experiment;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.CommandWords;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.text.Wording;

/**
 * One of the two runs.
 *
 * @param label what is special about it, in few words
 * @param scenario what is played
 * @param byHand those of its steps that a person did beside the others
 * @param change the one step of it that the other has not; null if the difference is elsewhere
 */
public record Side(Wording label, Scenario scenario, Set<Step> byHand, @Nullable Step change) {

  public Side {
    byHand = Set.copyOf(byHand);
  }

  /** A side without a step of its own, in which nothing was done by hand. */
  public Side(Wording label, Scenario scenario) {
    this(label, scenario, Set.of(), null);
  }

  /** What is special about it, in a language: a command is told in words where it has any. */
  String label(Texts texts) {
    String own = label.in(texts.locale());
    return change == null
        ? own
        : new CommandWords(texts, this::coordinator).of(change.command()).orElse(own);
  }

  private NodeId coordinator(int id) {
    return switch (scenario.cluster().coordination()) {
      case KRAFT -> NodeId.controller(id);
      case ZOOKEEPER -> NodeId.zookeeper(id);
    };
  }

  /** Its steps of which a later {@code it} does not speak. */
  public Set<Step> aside() {
    Set<Step> aside = new LinkedHashSet<>(byHand);
    if (change != null) {
      aside.add(change);
    }
    return aside;
  }
}
