/**
 * Choosing one of many by letters: {@link vivarium.desktop.choice.NarrowedList}. Knows nothing of
 * what is chosen.
 */
@NullMarked
package vivarium.desktop.choice;

import org.jspecify.annotations.NullMarked;
