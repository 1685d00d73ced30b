package vivarium.engine.scenario;

import org.jspecify.annotations.Nullable;
import vivarium.engine.scenario.Scenario.Step;

/**
 * What became of a step.
 *
 * @param number which step it is, from 1
 * @param of how many there are
 * @param step the step
 * @param atNanos the virtual time at which it was carried out, or could not be
 * @param refusal why it could not be carried out, as the engine words it; null that it was begun
 */
public record StepTold(int number, int of, Step step, long atNanos, @Nullable String refusal) {}
