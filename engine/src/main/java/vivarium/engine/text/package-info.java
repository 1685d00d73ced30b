/**
 * The small parts of which everything that people type or read is made: words and quotes, times,
 * names of nodes, sentences in two languages. Imports {@code event}, {@code model}.
 */
@NullMarked
package vivarium.engine.text;

import org.jspecify.annotations.NullMarked;
