/**
 * Measures how long a frame takes: {@code mvn -Pbench -DskipTests -pl engine,desktop-ui verify}.
 * Not a test, since a time that passes on one machine fails on the next.
 */
@NullMarked
package vivarium.desktop.bench;

import org.jspecify.annotations.NullMarked;
