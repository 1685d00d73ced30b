/**
 * Runs described in files: {@link vivarium.engine.scenario.ScenarioFile} reads a {@link
 * vivarium.engine.scenario.Scenario} (a cluster and what is done to it when), {@link
 * vivarium.engine.scenario.CommandText} is how a person or a file words what is to be done, and
 * {@link vivarium.engine.scenario.EventJson} writes and reads what happened. A {@link
 * vivarium.engine.scenario.Condition} is what a step can wait for, and a {@link
 * vivarium.engine.scenario.SavedSession} what was done by hand. Imports {@code api}, {@code event},
 * {@code model}, {@code config}, {@code wire}.
 */
@NullMarked
package vivarium.engine.scenario;

import org.jspecify.annotations.NullMarked;
