/**
 * Consumer groups: {@link vivarium.engine.group.GroupCoordinator} has them. {@link
 * vivarium.engine.group.ClassicMembership} and {@link vivarium.engine.group.ClassicGroup} are the
 * classic protocol, {@link vivarium.engine.group.ConsumerMembership} and {@link
 * vivarium.engine.group.ConsumerGroup} the consumer protocol of KIP-848. {@link
 * vivarium.engine.group.GroupStore} keeps them in {@code __consumer_offsets}, so that the broker
 * that leads its partition next finds them. Imports {@code replica} and what it imports. Core: no
 * thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.group;

import org.jspecify.annotations.NullMarked;
