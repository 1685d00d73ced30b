package vivarium.desktop.stage;

import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.engine.event.GroupState;
import vivarium.engine.model.GroupView;

/** The colour and icon of a group's state; its word is Kafka's. */
public final class GroupLook {

  private GroupLook() {}

  public static Tone tone(GroupState state) {
    return switch (state) {
      case STABLE -> Tone.GOOD;
      case PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING -> Tone.WARN;
      case EMPTY -> Tone.MUTED;
      case DEAD -> Tone.BAD;
    };
  }

  /** The state in words, longest first: Kafka's name, and a short word where that finds no room. */
  static List<String> words(GroupView group, Texts texts) {
    String name = group.state().kafkaName();
    String whole = stateAndGeneration(group, texts);
    return group.state().isRebalancing()
        ? List.of(whole, name, texts.get("group.rebalancing"))
        : List.of(whole, name);
  }

  /** The state with the generation, or with the epoch in the consumer protocol. */
  public static String stateAndGeneration(GroupView group, Texts texts) {
    String name = group.state().kafkaName();
    return group.protocol().isConsumer()
        ? texts.get("group.stateEpoch", name, group.generation())
        : texts.get("group.state", name, group.generation());
  }

  public static Glyph glyph(GroupState state) {
    return switch (state) {
      case STABLE -> Glyph.CHECK;
      case PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING -> Glyph.WARNING;
      case EMPTY -> Glyph.STOPPED;
      case DEAD -> Glyph.ALERT;
    };
  }
}
