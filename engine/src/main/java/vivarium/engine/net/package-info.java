/**
 * Nodes and the messages between them: {@link vivarium.engine.net.Network} carries requests over
 * connections and directed links that take time and can be cut, {@link vivarium.engine.net.Transit}
 * decides what becomes of each message on the way and {@link vivarium.engine.net.Service} of each
 * request before it is carried out, {@link vivarium.engine.net.NodeHost} runs one node's process,
 * freezes it and kills it, and {@link vivarium.engine.net.NodeContext} is all that a process sees
 * of the world. Imports {@code sim}, {@code disk}, {@code event}, {@code fault} and {@code wire}.
 * Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.net;

import org.jspecify.annotations.NullMarked;
