/**
 * How a person or a file words what is to be done to a cluster: {@link
 * vivarium.engine.command.CommandText}. Imports {@code api}, {@code config}, {@code event}, {@code
 * json}, {@code model}, {@code text}, {@code wire}.
 */
@NullMarked
package vivarium.engine.command;

import org.jspecify.annotations.NullMarked;
