/**
 * The window's content: toolbar, stage, inspector and timeline put together, keys, and the one
 * {@link vivarium.desktop.shell.ShellViewModel} that they share. Imports every other package but
 * {@code app} and {@code export}.
 */
@NullMarked
package vivarium.desktop.shell;

import org.jspecify.annotations.NullMarked;
