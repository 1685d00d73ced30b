/** The benchmark of {@code mvn -Pbench}: measures, prints a table and asserts nothing. */
@NullMarked
package vivarium.engine.bench;

import org.jspecify.annotations.NullMarked;
