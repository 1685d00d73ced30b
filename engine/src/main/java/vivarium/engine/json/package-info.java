/**
 * Files of JSON, read on past each mistake so that all are told with their places ({@link
 * vivarium.engine.json.JsonFields}), and events as lines of JSON ({@link
 * vivarium.engine.json.EventJson}). Imports {@code event}, {@code text}.
 */
@NullMarked
package vivarium.engine.json;

import org.jspecify.annotations.NullMarked;
