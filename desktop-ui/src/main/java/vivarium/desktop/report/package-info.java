/**
 * What is taken away from a session: its events as lines or a table ({@link
 * vivarium.desktop.report.EventLines}), and its story as one page ({@link
 * vivarium.desktop.report.Report}). Imports charts, figures, i18n, paint, session, stage, theme and
 * timeline.
 */
@NullMarked
package vivarium.desktop.report;

import org.jspecify.annotations.NullMarked;
