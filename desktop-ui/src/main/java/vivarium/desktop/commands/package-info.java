/**
 * Everything that a person can do, by its name: what the keys do, what the command palette offers
 * and why it does not offer it now, and how a setting is taken back. Knows no control but the
 * palette's own.
 */
@NullMarked
package vivarium.desktop.commands;

import org.jspecify.annotations.NullMarked;
