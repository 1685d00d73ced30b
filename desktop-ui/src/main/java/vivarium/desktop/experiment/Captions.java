package vivarium.desktop.experiment;

import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Caption;

/** Says in one sentence what is so at the moment that a session looks at. */
public interface Captions {

  /** The caption of a moment. */
  Caption of(ClusterSession session, Texts texts);
}
