package vivarium.desktop.stage;

import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;

/** The one sentence at the bottom of the stage. */
final class CaptionBar {

  /** A bar of more height than this has room for sentences of two lines. */
  private static final double ONE_LINE_EACH = 60;

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
    double why =
        asks
            ? pen.text(
                Font.name(12, Tone.ACCENT),
                rect.right() - 16,
                rect.y() + 24,
                sketch.texts.get("caption.why"),
                Align.RIGHT,
                60)
            : 0;
    double textX = rect.x() + 44;
    double headlineRoom = rect.right() - 30 - why - textX;
    double becauseRoom = rect.right() - 16 - textX;
    boolean narrow = rect.h() > ONE_LINE_EACH;
    int lines = narrow ? 2 : 1;
    Font headline = Font.name(narrow ? 12.5 : 13, Tone.PLAIN);
    Font because = Font.body(narrow ? 10.5 : 11, Tone.MUTED);
    double top = narrow ? rect.y() + 19 : rect.y() + 24;
    double headlineY = caption.because().isEmpty() ? rect.centerY() + 5 : top;
    int taken =
        pen.paragraph(headline, textX, headlineY, caption.headline(), headlineRoom, lines, 16);
    pen.paragraph(
        because,
        textX,
        headlineY + 19 + (taken - 1) * 16,
        caption.because(),
        becauseRoom,
        narrow ? 4 - taken : 1,
        14);
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
