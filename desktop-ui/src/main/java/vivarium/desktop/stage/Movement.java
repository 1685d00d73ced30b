package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.model.ClusterModel;

/**
 * All that moves over a frame at a moment: timers, messages, and what shows a change. Nothing of it
 * is remembered from moment to moment but the routes.
 */
public final class Movement {

  private @Nullable Traffic traffic;

  /** How many marks there were last time, and so about how many there will be. */
  private int expected;

  /**
   * The marks of a moment.
   *
   * @param marks from the back to the front
   * @param messagesPerMark 1, or more when there are too many to show each
   */
  public record Moment(List<Mark> marks, int messagesPerMark) {

    public static final Moment NOTHING = new Moment(List.of(), 1);

    public Moment {
      marks = List.copyOf(marks);
    }
  }

  /**
   * What moves.
   *
   * @param frame where everything stands
   * @param calm whether nothing may glide: messages stand where they left and then where they
   *     arrive, changes light up
   */
  public Moment at(Frame frame, ClusterModel model, long nowNanos, boolean calm) {
    return at(frame, model, nowNanos, calm, Selection.CLUSTER);
  }

  /**
   * As above.
   *
   * @param selection if it is a message, that has a ring which goes along with it
   */
  public Moment at(
      Frame frame, ClusterModel model, long nowNanos, boolean calm, Selection selection) {
    Traffic known = traffic;
    Traffic now = known == null ? Traffic.in(frame) : known.inNext(frame);
    traffic = now;
    List<Mark> marks = new ArrayList<>(expected);
    marks.addAll(Timers.at(model, nowNanos, frame.spots()));
    int perMark = now.addTo(marks, model, nowNanos, calm, frame.focus());
    marks.addAll(Effects.at(model, nowNanos, frame, calm));
    if (selection instanceof Selection.Message(long id)) {
      rings(marks, id);
    }
    expected = marks.size() + marks.size() / 8;
    return new Moment(marks, perMark);
  }

  /** A message with several batches has several marks, and each its ring. */
  private static void rings(List<Mark> marks, long messageId) {
    List<Mark> rings = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.messageId() == messageId && mark.isMessageOnTheWay()) {
        rings.add(mark.ring());
      }
    }
    marks.addAll(rings);
  }
}
