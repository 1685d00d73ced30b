package vivarium.desktop.stage;

import java.util.List;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;

/** The one sentence at the bottom of the stage. */
final class CaptionBar {

  /** A bar of more height than this has room for sentences of two lines. */
  private static final double ONE_LINE_EACH = 60;

  private static final double HEADLINE_PITCH = 16;
  private static final double BECAUSE_PITCH = 14;

  /** From the last line of the headline to the first of what caused it. */
  private static final double BEFORE_BECAUSE = 19;

  /** How high the capital letters of a headline are. */
  private static final double CAPITALS = 9;

  private final Sketch sketch;
  private final GridPlan plan;

  CaptionBar(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  void draw() {
    Caption caption = sketch.options.caption();
    if (caption == null) {
      return;
    }
    double left = plan.producersX;
    Rect rect = new Rect(left, plan.captionY, plan.captionRight() - left, plan.captionHeight);
    Pen pen = sketch.overlay;
    pen.panel(rect, surface(caption.tone()), 9);
    pen.icon(rect.x() + 22, rect.centerY(), 17, glyph(caption.tone()), caption.tone());
    boolean asks = caption.eventSeq() > 0;
    String ask = sketch.texts.get("caption.why");
    Font asking = Font.name(12, Tone.ACCENT);
    double why = asks ? pen.width(ask, asking.role(), asking.size()) : 0;
    double textX = rect.x() + 44;
    double headlineRoom = rect.right() - 30 - why - textX;
    double becauseRoom = rect.right() - 16 - textX;
    boolean narrow = rect.h() > ONE_LINE_EACH;
    Font headline = Font.name(narrow ? 12.5 : 13, Tone.PLAIN);
    Font because = Font.body(narrow ? 10.5 : 11, Tone.MUTED);
    List<String> said = pen.lines(headline, caption.headline(), headlineRoom, narrow ? 2 : 1);
    List<String> causes =
        pen.lines(because, caption.because(), becauseRoom, narrow ? 4 - said.size() : 1);
    double headlineY = rect.centerY() + CAPITALS / 2;
    double becauseY = (said.size() - 1) * HEADLINE_PITCH;
    if (caption.because().isEmpty()) {
      headlineY -= becauseY / 2;
    } else {
      becauseY += BEFORE_BECAUSE;
      headlineY -= (becauseY + (causes.size() - 1) * BECAUSE_PITCH) / 2;
      pen.paragraph(because, textX, headlineY + becauseY, causes, becauseRoom, BECAUSE_PITCH);
    }
    pen.paragraph(headline, textX, headlineY, said, headlineRoom, HEADLINE_PITCH);
    if (asks) {
      pen.text(asking, rect.right() - 16, headlineY, ask, Align.RIGHT, why);
    }
    if (asks) {
      sketch.target(
          rect,
          new Selection.Event(caption.eventSeq()),
          caption.headline() + "\n" + caption.because());
    }
  }

  private static Surface surface(Tone tone) {
    return switch (tone) {
      case BAD -> Surface.CAPTION_BAD;
      case WARN -> Surface.CAPTION_WARN;
      case PLAIN, MUTED, FAINT, ACCENT, GOOD, COORDINATION -> Surface.CAPTION_QUIET;
    };
  }

  private static Glyph glyph(Tone tone) {
    return switch (tone) {
      case BAD -> Glyph.ALERT;
      case WARN -> Glyph.WARNING;
      case GOOD -> Glyph.CHECK;
      case PLAIN, MUTED, FAINT, ACCENT, COORDINATION -> Glyph.INFO;
    };
  }
}
