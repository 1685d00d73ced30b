/**
 * The bridge to a cluster: {@link vivarium.desktop.session.ClusterSession} drains the event log
 * once a pulse into the model that the window draws, keeps the list of state events with their
 * causes, and passes commands on. It has one owner, the window's thread. Imports the engine's api,
 * event and model, figures and i18n; no JavaFX.
 */
@NullMarked
package vivarium.desktop.session;

import org.jspecify.annotations.NullMarked;
