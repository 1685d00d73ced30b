package vivarium.desktop.inspector;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;

/** Numbers that people type. What is wrong is answered with what would be right. */
final class Numbers {

  private Numbers() {}

  static int whole(String typed, int min, int max, Texts texts) {
    try {
      int number = Integer.parseInt(typed.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the answer that a number out of range gets.
    }
    throw new IllegalArgumentException(
        texts.get("setting.invalid", typed.trim(), texts.get("setting.range", min, max)));
  }

  static double decimal(String typed, double min, double max, Texts texts) {
    try {
      double number = Double.parseDouble(typed.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the answer that a number out of range gets.
    }
    throw new IllegalArgumentException(
        texts.get(
            "setting.invalid",
            typed.trim(),
            texts.get("setting.rangeDecimal", Units.rate(min), Units.rate(max))));
  }
}
