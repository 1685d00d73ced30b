/**
 * The space-time diagram below the stage: a line for each node, time to the right, an arrow for
 * each message from where and when it left to where and when it came. {@link
 * vivarium.desktop.spacetime.Trace} reads a stretch of what happened, {@link
 * vivarium.desktop.spacetime.SpaceTimeLayout} lays it out without JavaFX, {@link
 * vivarium.desktop.spacetime.SpaceTimeView} draws it and answers the mouse. Imports i18n, paint,
 * session, stage, theme and timeline.
 */
@NullMarked
package vivarium.desktop.spacetime;

import org.jspecify.annotations.NullMarked;
