/**
 * What happened, kept in files: {@link vivarium.engine.recording.RecordingWriter} writes a
 * cluster's events and the commands it was given while they come, {@link
 * vivarium.engine.recording.RecordingReader} reads them back, as far as a damaged file goes, and
 * {@link vivarium.engine.recording.Recording} holds what was read. Imports {@code api}, {@code
 * event}, {@code model}, {@code scenario}.
 */
@NullMarked
package vivarium.engine.recording;

import org.jspecify.annotations.NullMarked;
