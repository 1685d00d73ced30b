/**
 * Two runs of one cluster that differ in one thing, beside each other: what is compared, where it
 * first differs, the table of figures, and the view with both stages on one clock. Everything but
 * the view and its view model is plain data. May import the session, the stage, the painter and the
 * engine's events and scenarios; it starts no cluster.
 */
@NullMarked
package vivarium.desktop.experiment;

import org.jspecify.annotations.NullMarked;
