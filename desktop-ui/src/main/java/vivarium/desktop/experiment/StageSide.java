package vivarium.desktop.experiment;

import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Caption;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Movement;
import vivarium.desktop.stage.Places;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.StageFilter;
import vivarium.desktop.stage.StageLayout;
import vivarium.desktop.stage.StageOptions;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.stage.Viewport;

/** One of the two stages: the frame and what moves over it at the moment its session looks at. */
final class StageSide {

  private final ClusterSession session;
  private final StageLayout layout;
  private final Captions captions;
  private final Movement movement = new Movement();
  private Caption caption = new Caption(Tone.PLAIN, "", "", 0);
  private Movement.Moment moment = Movement.Moment.NOTHING;
  private @Nullable Frame frame;

  StageSide(ClusterSession session, TextMeasure measure, Captions captions) {
    this.session = session;
    this.layout = new StageLayout(measure);
    this.captions = captions;
  }

  /**
   * Lays the stage out for the moment.
   *
   * @param captioned whether the caption is in it; otherwise whoever shows it has {@link #caption}
   */
  void layOut(double width, double height, boolean captioned, Texts texts) {
    caption = captions.of(session, texts);
    StageOptions options =
        new StageOptions(
            Selection.CLUSTER,
            Selection.CLUSTER,
            false,
            Viewport.FIT,
            StageFilter.NONE,
            Selection.CLUSTER,
            Places.USUAL,
            captioned ? caption : null);
    frame = layout.layout(session.model(), session.nowNanos(), width, height, options, texts);
  }

  /** Moves what moves to the moment. */
  void move(boolean calm) {
    Frame shown = frame;
    if (shown != null) {
      moment = movement.at(shown, session.model(), session.nowNanos(), calm);
    }
  }

  /** What is so at the moment, in words. */
  Caption caption() {
    return caption;
  }

  ClusterSession session() {
    return session;
  }

  @Nullable Frame frame() {
    return frame;
  }

  Movement.Moment moment() {
    return moment;
  }
}
