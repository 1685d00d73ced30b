/**
 * A cluster and what is done to it when: read from and written to files by {@link
 * vivarium.engine.scenario.ScenarioFile}, done in turn by {@link
 * vivarium.engine.scenario.StepQueue}, kept of what was done by hand by {@link
 * vivarium.engine.scenario.SavedSession}. Imports {@code api}, {@code command}, {@code condition},
 * {@code config}, {@code event}, {@code json}, {@code model}, {@code text}.
 */
@NullMarked
package vivarium.engine.scenario;

import org.jspecify.annotations.NullMarked;
