package vivarium.desktop.stage;

import vivarium.desktop.stage.Shape.Glyph;
import vivarium.engine.event.GroupState;

/** The colour and icon of a group's state; its word is Kafka's. */
public final class GroupLook {

  private GroupLook() {}

  public static Tone tone(GroupState state) {
    return switch (state) {
      case STABLE -> Tone.GOOD;
      case PREPARING_REBALANCE, COMPLETING_REBALANCE -> Tone.WARN;
      case EMPTY -> Tone.MUTED;
      case DEAD -> Tone.BAD;
    };
  }

  public static Glyph glyph(GroupState state) {
    return switch (state) {
      case STABLE -> Glyph.CHECK;
      case PREPARING_REBALANCE, COMPLETING_REBALANCE -> Glyph.WARNING;
      case EMPTY -> Glyph.STOPPED;
      case DEAD -> Glyph.ALERT;
    };
  }
}
