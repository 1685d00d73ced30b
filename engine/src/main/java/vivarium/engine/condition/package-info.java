/**
 * What can be waited for, as people word it ({@link vivarium.engine.condition.Condition}), and what
 * of it names nothing that is there or can never come ({@link vivarium.engine.condition.Doubt}).
 * Imports {@code api}, {@code command}, {@code config}, {@code event}, {@code model}, {@code text}.
 */
@NullMarked
package vivarium.engine.condition;

import org.jspecify.annotations.NullMarked;
