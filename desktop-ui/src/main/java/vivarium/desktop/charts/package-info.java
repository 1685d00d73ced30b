/**
 * The charts below the stage: {@link vivarium.desktop.charts.ChartsLayout} lays out figures and
 * events on one time axis, {@link vivarium.desktop.charts.ChartsView} draws them and answers the
 * mouse. Imports figures, i18n, paint, stage, theme and timeline.
 */
@NullMarked
package vivarium.desktop.charts;

import org.jspecify.annotations.NullMarked;
