package vivarium.desktop.stage;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.engine.event.PartitionState.Health;

/** The word, colour and icon of a partition's state. */
public final class HealthLook {

  private HealthLook() {}

  public static Tone tone(Health health) {
    return switch (health) {
      case HEALTHY -> Tone.GOOD;
      case UNDER_REPLICATED, AT_MIN_ISR -> Tone.WARN;
      case UNDER_MIN_ISR, OFFLINE -> Tone.BAD;
    };
  }

  public static Glyph glyph(Health health) {
    return switch (health) {
      case HEALTHY -> Glyph.CHECK;
      case UNDER_REPLICATED, AT_MIN_ISR -> Glyph.WARNING;
      case UNDER_MIN_ISR, OFFLINE -> Glyph.ALERT;
    };
  }

  public static String word(Health health, Texts texts) {
    return switch (health) {
      case HEALTHY -> texts.get("health.healthy");
      case UNDER_REPLICATED -> texts.get("health.underReplicated");
      case AT_MIN_ISR -> texts.get("health.atMinIsr");
      case UNDER_MIN_ISR -> texts.get("health.underMinIsr");
      case OFFLINE -> texts.get("health.offline");
    };
  }
}
