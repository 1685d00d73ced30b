package vivarium.engine.condition;

import vivarium.engine.condition.Condition.Compare;
import vivarium.engine.text.Quoted;

/**
 * A comparison with a number that its quantity does not have.
 *
 * @param compare the comparison
 * @param most the largest number there is as things are; the least is 0
 * @param mostEver the largest there may be, whatever else is done
 */
public record OutOfReach(Compare compare, long most, long mostEver) implements Doubt {

  /** Whether some number from 0 on is as a comparison wants it. */
  static boolean canHold(Compare compare, long most) {
    long number = compare.number();
    return switch (compare.comparison()) {
      case LESS -> number > 0;
      case AT_MOST -> true;
      case EQUAL, AT_LEAST -> number <= most;
      case UNEQUAL -> number != 0 || most > 0;
      case MORE -> number < most;
    };
  }

  /** Whether the number has no upper end. */
  public boolean isUnbounded() {
    return most == Reach.NO_END;
  }

  @Override
  public boolean canComeFromOutside() {
    return canCome();
  }

  @Override
  public boolean canCome() {
    return canHold(compare, mostEver);
  }

  @Override
  public String sentence() {
    String numbers = isUnbounded() ? "" : " to " + most;
    return "'%s' never holds: '%s' is a number from 0%s"
        .formatted(Quoted.of(compare.words()), Quoted.of(compare.quantity().words()), numbers);
  }
}
