/**
 * Consumer groups of the classic protocol: {@link vivarium.engine.group.GroupCoordinator} takes the
 * requests, {@link vivarium.engine.group.ClassicGroup} is one group's state and members, {@link
 * vivarium.engine.group.GroupStore} keeps both in {@code __consumer_offsets}, so that the broker
 * that leads its partition next finds them. Imports {@code replica} and what it imports. Core: no
 * thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.group;

import org.jspecify.annotations.NullMarked;
