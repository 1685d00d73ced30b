package vivarium.desktop.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import vivarium.desktop.charts.ChartsPicture;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.paint.SvgPicture.ColourPair;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Movement;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.StageLayout;
import vivarium.desktop.stage.StageOptions;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.timeline.EventLine;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.desktop.timeline.TimelineViewModel;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.text.Wording;

/**
 * A session as one page that needs nothing beside itself: what became of the records, pictures of
 * the moments that mattered, what happened and why, charts, and what it was run with. Dark or light
 * as its reader's system is.
 */
public final class Report {

  /** Events told at most, the newest. */
  static final int MAX_LINES = 1_000;

  private static final int SENTENCES_A_PICTURE = 4;
  private static final double STAGE_WIDTH = 1180;
  private static final double STAGE_HEIGHT = 760;
  private static final double MARGIN = 20;
  private static final double CHARTS_WIDTH = 1180;
  private static final double CHARTS_HEIGHT = 560;

  private final ClusterSession session;
  private final About about;
  private final Texts texts;
  private final TextMeasure measure;
  private final Narrator narrator;
  private final LinkedHashMap<ColourPair, String> colours = new LinkedHashMap<>();
  private final List<EventLine> story = new ArrayList<>();
  private final Page page = new Page();

  /**
   * What a report is of.
   *
   * @param title of the page
   * @param about what one sees, in a sentence; may be empty
   * @param environment what it ran with, by name, beside what the cluster's model holds
   * @param left what did not come about before its end, in sentences
   */
  public record About(
      Wording title, Wording about, LinkedHashMap<String, String> environment, List<String> left) {}

  private Report(ClusterSession session, About about, Texts texts, TextMeasure measure) {
    this.session = session;
    this.about = about;
    this.texts = texts;
    this.measure = measure;
    this.narrator = new Narrator(texts);
  }

  /**
   * The page.
   *
   * @param session has lived through everything; it is nobody else's and looks at other moments
   *     afterwards
   * @param measure says how wide texts come out
   */
  public static String html(ClusterSession session, About about, Texts texts, TextMeasure measure) {
    return new Report(session, about, texts, measure).write();
  }

  private String write() {
    session.pulse();
    TimelineViewModel timeline = new TimelineViewModel(session, texts);
    timeline.update();
    List<EventLine> newest = timeline.lines();
    story.addAll(newest.subList(0, Math.min(MAX_LINES, newest.size())).reversed());
    page.raw("<main>\n<header>\n");
    page.element("p class=\"kicker\"", texts.get("report.kicker"));
    page.element("h1", about.title().in(texts.locale()));
    page.element("p class=\"lead\"", about.about().in(texts.locale()));
    long end = session.presentNanos();
    page.element(
        "p class=\"span\"",
        texts.get("report.span", Units.clock(session.rememberedFromNanos()), Units.clock(end)));
    about.left().forEach(sentence -> page.element("p class=\"warn\"", sentence));
    page.raw("</header>\n");
    new LedgerSection(page, texts).write(session.present());
    moments(end);
    story(newest.size() - story.size());
    charts(end);
    new SettingsSection(page, texts).write(session.present(), about.environment());
    page.raw("</main>\n");
    return Style.document(
        texts.locale().getLanguage(), about.title().in(texts.locale()), colours, page.toString());
  }

  private void moments(long endNanos) {
    page.raw("<section>\n").element("h2", texts.get("report.moments"));
    StageLayout layout = new StageLayout(measure);
    for (KeyMoments.Moment moment : KeyMoments.of(story, endNanos)) {
      session.seek(moment.atNanos());
      ClusterModel model = session.model();
      Frame frame =
          layout.layout(
              model, moment.atNanos(), STAGE_WIDTH, STAGE_HEIGHT, StageOptions.DEFAULT, texts);
      var marks = new Movement().at(frame, model, moment.atNanos(), false).marks();
      String clock = Units.clock(moment.atNanos());
      page.raw("<figure>\n<figcaption>");
      if (moment.lines().isEmpty()) {
        page.element("time", clock).element("p", texts.get("report.end"));
      }
      for (EventLine line :
          moment.lines().subList(0, Math.min(SENTENCES_A_PICTURE, moment.lines().size()))) {
        page.element("time", line.clock());
        page.element("p class=\"" + KeyMoments.word(line.tone()) + "\"", line.sentence());
      }
      int more = moment.lines().size() - SENTENCES_A_PICTURE;
      if (more > 0) {
        page.element("p class=\"faint\"", texts.get("report.more", more));
      }
      page.element("p class=\"faint\"", texts.get("report.pictureAt", clock));
      page.raw("</figcaption>\n");
      page.raw(
          SvgPicture.ofStage(frame, marks, texts.get("report.stageAt", clock))
              .cutAt(bottom(frame))
              .element(colours));
      page.raw("\n</figure>\n");
    }
    session.goLive();
    page.raw("</section>\n");
  }

  /** Where boxes end: nothing stands in the caption's place. */
  private static double bottom(Frame frame) {
    double bottom = 0;
    for (Shape shape : frame.background()) {
      if (shape instanceof Shape.Panel panel) {
        bottom = Math.max(bottom, panel.rect().bottom());
      }
    }
    return Math.min(frame.height(), bottom + MARGIN);
  }

  private void story(int leftOut) {
    page.raw("<section>\n").element("h2", texts.get("report.story"));
    if (leftOut > 0) {
      page.element("p class=\"faint\"", texts.get("report.leftOut", leftOut));
    }
    if (story.isEmpty()) {
      page.element("p", texts.get("report.nothing"));
    }
    Set<Long> told = new HashSet<>();
    page.raw("<ol class=\"story\">\n");
    for (EventLine line : story) {
      told.addAll(line.seqs());
      page.raw("<li class=\"%s\">".formatted(KeyMoments.word(line.tone())));
      page.element("time", line.clock()).raw("<div>").element("p", line.sentence());
      line.seqs().forEach(seq -> page.raw("<a id=\"e%d\"></a>".formatted(seq)));
      if (!line.details().isEmpty()) {
        page.raw("<details>").element("summary", texts.get("report.each", line.details().size()));
        page.raw("<ul>");
        line.details().forEach(detail -> page.element("li", detail));
        page.raw("</ul></details>\n");
      }
      session.entry(line.seq()).ifPresent(entry -> causes(entry, told));
      page.raw("</div></li>\n");
    }
    page.raw("</ol>\n</section>\n");
  }

  private void causes(StateEntry entry, Set<Long> told) {
    if (entry.causes().isEmpty()) {
      return;
    }
    page.raw("<p class=\"because\">").text(texts.get("report.because") + " ");
    boolean first = true;
    for (Stamped cause : entry.causes()) {
      page.raw(first ? "" : " <span>←</span> ");
      first = false;
      String sentence = narrator.brief(cause);
      if (told.contains(cause.seq())) {
        page.raw("<a href=\"#e%d\">".formatted(cause.seq())).text(sentence).raw("</a>");
      } else {
        page.text(sentence);
      }
    }
    page.raw("</p>\n");
  }

  private void charts(long endNanos) {
    page.raw("<section>\n").element("h2", texts.get("report.charts")).raw("<figure>\n");
    TimeSpan span =
        new TimeSpan(
            session.rememberedFromNanos(),
            Math.max(session.rememberedFromNanos() + 1_000_000_000L, endNanos));
    SvgPicture picture =
        ChartsPicture.of(
            session.figures(),
            story.reversed(),
            span,
            endNanos,
            texts,
            CHARTS_WIDTH,
            CHARTS_HEIGHT,
            measure);
    page.raw(picture.element(colours)).raw("\n</figure>\n</section>\n");
  }
}
