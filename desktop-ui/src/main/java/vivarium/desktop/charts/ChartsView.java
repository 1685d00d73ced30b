package vivarium.desktop.charts;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.charts.ChartsLayout.Content;
import vivarium.desktop.charts.ChartsLayout.Picture;
import vivarium.desktop.charts.ChartsLayout.Plot;
import vivarium.desktop.figures.Figures;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.ShapePainter;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.theme.Palette;
import vivarium.desktop.timeline.EventLine;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.desktop.timeline.TimelineViewModel;

/**
 * The charts: pointing at a moment reads its values, a click on an event's line asks why, the wheel
 * with Ctrl shows more or less time.
 */
public final class ChartsView extends Region {

  private static final double ZOOM = 1.25;
  private static final double NEAR = 5;

  private final Figures figures;
  private final TimelineViewModel timeline;
  private final LongConsumer open;
  private final LongConsumer seek;
  private final TextMeasure measure;
  private final ChartsLayout layout;
  private final Canvas canvas = new Canvas(10, 10);
  private final Pane ground = new Pane(canvas);
  private final ScrollPane scroll = new ScrollPane(ground);
  private final Tooltip tooltip = new Tooltip();
  private long pointedNanos = -1;
  private Texts texts = Texts.ENGLISH;
  private @Nullable Picture picture;

  /**
   * The charts of a cluster.
   *
   * @param open is given the seq of an event that was clicked
   * @param seek is given the moment that was clicked where no event is
   */
  public ChartsView(
      Figures figures,
      TimelineViewModel timeline,
      TextMeasure measure,
      LongConsumer open,
      LongConsumer seek) {
    this.figures = figures;
    this.timeline = timeline;
    this.open = open;
    this.seek = seek;
    this.measure = measure;
    this.layout = new ChartsLayout(measure);
    setId("charts");
    canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("charts");
    getChildren().add(scroll);
    setMinSize(0, 0);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> leave());
    canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    addEventFilter(ScrollEvent.SCROLL, this::zoom);
  }

  @Override
  protected void layoutChildren() {
    layoutInArea(scroll, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.TOP);
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts language) {
    texts = language;
    canvas.setAccessibleText(language.get("chart.all"));
  }

  /**
   * Draws the present moment; to be called while the charts are shown.
   *
   * @param scale how many pixels a pixel of the layout is
   */
  public void draw(Palette palette, double scale) {
    double width = scroll.getViewportBounds().getWidth();
    double height = scroll.getViewportBounds().getHeight();
    if (width < 50 || height < 20) {
      return;
    }
    Content content =
        new Content(figures, timeline.lines(), span(), timeline.axis().headNanos(), pointedNanos);
    Picture laidOut = layout.layout(content, texts, width, height);
    picture = laidOut;
    ground.setPrefSize(width, laidOut.height());
    ground.setMinHeight(laidOut.height());
    canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
    canvas.setWidth(Math.ceil(width * scale));
    canvas.setHeight(Math.ceil(laidOut.height() * scale));
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(scale, 0, 0, scale, 0, 0);
    g.clearRect(0, 0, width, laidOut.height());
    new ShapePainter(g, palette).paint(laidOut.shapes());
  }

  /** All charts as they are now, as vectors of a size. */
  public SvgPicture picture(double width, double height) {
    return ChartsPicture.of(
        figures,
        List.copyOf(timeline.lines()),
        span(),
        timeline.axis().headNanos(),
        texts,
        width,
        height,
        measure);
  }

  private TimeSpan span() {
    return timeline.axis().span();
  }

  private void point(MouseEvent event) {
    pointedNanos =
        momentAt(event).filter(nanos -> nanos <= timeline.axis().headNanos()).orElse(-1L);
    Optional<EventLine> mark = markAt(event.getX(), event.getY());
    mark.ifPresentOrElse(
        line -> {
          tooltip.setText(line.clock() + "  " + line.sentence());
          Tooltip.install(canvas, tooltip);
        },
        () -> Tooltip.uninstall(canvas, tooltip));
  }

  private void click(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      markAt(event.getX(), event.getY())
          .ifPresentOrElse(
              line -> open.accept(line.seqs().getFirst()),
              () -> momentAt(event).ifPresent(seek::accept));
    }
  }

  /** The moment that a place in a chart stands for. */
  private Optional<Long> momentAt(MouseEvent event) {
    double x = event.getX() * canvas.getTransforms().getFirst().getMxx();
    double y = event.getY() * canvas.getTransforms().getFirst().getMyy();
    return plotAt(x, y).map(plot -> span().at((x - plot.rect().x()) / plot.rect().w()));
  }

  private void leave() {
    pointedNanos = -1;
    Tooltip.uninstall(canvas, tooltip);
  }

  private Optional<Plot> plotAt(double x, double y) {
    Picture shown = picture;
    return shown == null
        ? Optional.empty()
        : shown.plots().stream().filter(plot -> plot.rect().contains(x, y)).findFirst();
  }

  /** The event whose line is at a point of the canvas, the nearest first. */
  private Optional<EventLine> markAt(double canvasX, double canvasY) {
    double x = canvasX * canvas.getTransforms().getFirst().getMxx();
    double y = canvasY * canvas.getTransforms().getFirst().getMyy();
    Plot plot = plotAt(x, y).orElse(null);
    if (plot == null) {
      return Optional.empty();
    }
    EventLine nearest = null;
    double best = NEAR;
    for (EventLine line : List.copyOf(timeline.lines())) {
      double at = plot.rect().x() + plot.rect().w() * span().share(line.atNanos());
      if (ChartsLayout.isMarked(line) && Math.abs(at - x) < best) {
        best = Math.abs(at - x);
        nearest = line;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private void zoom(ScrollEvent event) {
    if (event.isControlDown() && event.getDeltaY() != 0) {
      double share =
          plotAt(event.getX(), event.getY() + scrolled())
              .map(plot -> (event.getX() - plot.rect().x()) / plot.rect().w())
              .orElse(1.0);
      timeline.axis().zoom(event.getDeltaY() > 0 ? 1 / ZOOM : ZOOM, share);
      event.consume();
    }
  }

  private double scrolled() {
    double hidden = ground.getHeight() - scroll.getViewportBounds().getHeight();
    return Math.max(0, hidden) * scroll.getVvalue();
  }
}
