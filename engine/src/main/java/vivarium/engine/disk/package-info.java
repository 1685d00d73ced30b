/**
 * What survives a process: {@link vivarium.engine.disk.Disk} holds a node's logs and remembers how
 * it was last shut down, and says how long a write takes. Imports {@code log}. Core: no thread, no
 * clock, no I/O.
 */
@NullMarked
package vivarium.engine.disk;

import org.jspecify.annotations.NullMarked;
