/**
 * What became of every acknowledged record: {@link vivarium.engine.ledger.Ledger} notes promises as
 * clients receive them and looks for what they promised whenever a leader changes; {@link
 * vivarium.engine.ledger.Invariants} are the rules that hold whatever breaks. Both only watch. They
 * import {@code event}, {@code fault}, {@code sim}, {@code net}, {@code log} and {@code wire}.
 * Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.ledger;

import org.jspecify.annotations.NullMarked;
