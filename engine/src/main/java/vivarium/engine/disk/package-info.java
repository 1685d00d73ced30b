/**
 * What survives a process: {@link vivarium.engine.disk.Disk} holds a node's logs and remembers how
 * it was last shut down, says how long a write takes, and loses what was not flushed when the power
 * fails. Imports {@code log}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.disk;

import org.jspecify.annotations.NullMarked;
