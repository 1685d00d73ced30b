package vivarium.engine.event;

import java.math.BigDecimal;

/** A share as people read it: {@code 0.1} is {@code 10%}. */
final class Percent {
  private Percent() {}

  static String of(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
