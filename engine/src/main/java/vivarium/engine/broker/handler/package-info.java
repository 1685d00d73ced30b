/**
 * One class per Kafka API (or per pair that is one thing to a client), which opens with what it
 * does and what it leaves out. A handler is called with a request and answers it, now or later.
 * Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.broker.handler;

import org.jspecify.annotations.NullMarked;
