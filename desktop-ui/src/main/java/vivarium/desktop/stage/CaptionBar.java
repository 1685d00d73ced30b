package vivarium.desktop.stage;

import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;

/** The one sentence at the bottom of the stage. */
final class CaptionBar {

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
    Rect rect = new Rect(left, plan.captionY, plan.captionRight() - left, GridPlan.CAPTION_HEIGHT);
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
    double headlineY = caption.because().isEmpty() ? rect.centerY() + 5 : rect.y() + 24;
    pen.text(
        Font.name(13, Tone.PLAIN),
        textX,
        headlineY,
        caption.headline(),
        Align.LEFT,
        rect.right() - 30 - why - textX);
    pen.text(
        Font.body(11, Tone.MUTED),
        textX,
        rect.y() + 43,
        caption.because(),
        Align.LEFT,
        rect.right() - 16 - textX);
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
