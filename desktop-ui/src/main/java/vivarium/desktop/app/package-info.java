/**
 * Opens the window for a cluster; the command line lives here too. The only package that knows how
 * everything is put together.
 */
@NullMarked
package vivarium.desktop.app;

import org.jspecify.annotations.NullMarked;
