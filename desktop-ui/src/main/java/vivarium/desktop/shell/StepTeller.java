package vivarium.desktop.shell;

import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.StepNews;
import vivarium.engine.scenario.StepTold;

/** Tells in the window which step of the scenario it plays was carried out, and which cannot be. */
public final class StepTeller {

  private final ShellViewModel model;
  private final StepNews news;

  public StepTeller(ShellViewModel model, StepNews news) {
    this.model = model;
    this.news = news;
  }

  /** Tells what became of steps meanwhile. Call it once a frame. */
  public void pulse() {
    for (StepTold told = news.poll(); told != null; told = news.poll()) {
      tell(told);
    }
  }

  private void tell(StepTold told) {
    Sentence place =
        Sentence.of(
            "scenario.step",
            told.number(),
            told.of(),
            Units.shortClock(told.atNanos()),
            told.step().command().words());
    String refusal = told.refusal();
    if (refusal == null) {
      model.tell(place);
    } else {
      model.complain(texts -> place.in(texts) + ": " + new Narrator(texts).reason(refusal));
    }
  }
}
