package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.ShapePainter;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.spacetime.SpaceTimeFrame.Hit;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.theme.Palette;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.event.NodeId;

/**
 * The space-time diagram: pointing at a message reads it, a click goes to its moment and selects
 * it, a drag shows one stretch alone. The wheel with Ctrl, or Ctrl with ↑ and ↓, shows more or less
 * time, Ctrl with ← and → what was before it and after it, a double-click or Ctrl with 0 as much as
 * at first.
 */
public final class SpaceTimeView extends BorderPane {

  private static final double ZOOM = 1.25;

  /** How much of what is shown a step to earlier or later goes on. */
  private static final double STEP = 0.25;

  private final ClusterSession session;
  private final LongConsumer seek;
  private final Consumer<Selection> select;
  private final Supplier<Selection> selection;
  private final SpaceTimeLayout layout;
  private final SpaceTimeSpan stretch = new SpaceTimeSpan();
  private final Lives lives = new Lives();
  private final Canvas canvas = new Canvas(10, 10);
  private final Canvas axis = new Canvas(10, 10);
  private final Pane ground = new Pane(canvas);
  private final ScrollPane scroll = new ScrollPane(ground);
  private final TextField filter = new TextField();
  private final NodeChoice choice = new NodeChoice();
  private final NodesMenu menu = new NodesMenu(this::nodes, this::toggle);
  private final Label scale = new Label();
  private final Tooltip tooltip = new Tooltip();
  private Texts texts = Texts.ENGLISH;
  private long livesSeq;
  private @Nullable SpaceTimeFrame frame;
  private @Nullable TimeSpan shown;

  /**
   * The diagram of a session.
   *
   * @param seek goes to a moment
   * @param select selects a thing
   * @param selection what is selected
   */
  public SpaceTimeView(
      ClusterSession session,
      TextMeasure measure,
      LongConsumer seek,
      Consumer<Selection> select,
      Supplier<Selection> selection) {
    this.session = session;
    this.seek = seek;
    this.select = select;
    this.selection = selection;
    this.layout = new SpaceTimeLayout(measure);
    setId("spacetime");
    canvas.setId("spacetime-canvas");
    canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("charts");
    filter.setId("spacetime-filter");
    filter.setPrefColumnCount(22);
    scale.setId("spacetime-scale");
    scale.getStyleClass().add("muted");
    scale.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(scale, Priority.ALWAYS);
    HBox bar = new HBox(12, menu, filter, scale);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setPadding(new Insets(2, 12, 4, 12));
    setTop(bar);
    setCenter(scroll);
    Pane below = new Pane(axis);
    below.setMinHeight(SpaceTimeLayout.AXIS);
    below.setPrefHeight(SpaceTimeLayout.AXIS);
    axis.setMouseTransparent(true);
    setBottom(below);
    setMinSize(0, 0);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> Tooltip.uninstall(canvas, tooltip));
    canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    new StretchBand(canvas, ground, this::frame, this::showAlone);
    addEventFilter(ScrollEvent.SCROLL, this::wheel);
    scroll.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts language) {
    texts = language;
    canvas.setAccessibleText(language.get("spacetime.all"));
    filter.setPromptText(language.get("spacetime.filter"));
    filter.setAccessibleText(language.get("spacetime.filter"));
    menu.speak(language);
  }

  /**
   * Draws the moment that is looked at; to be called while the diagram is shown.
   *
   * @param pixels how many pixels a pixel of the layout is
   */
  public void draw(Palette palette, double pixels) {
    double width = scroll.getViewportBounds().getWidth();
    double height = scroll.getViewportBounds().getHeight();
    if (width < 50 || height < 20) {
      return;
    }
    SpaceTimeFrame now = layOut(width, height);
    frame = now;
    menu.refresh();
    scale.setText(
        now.perArrow() > 1
            ? texts.get("spacetime.perArrow", now.perArrow())
            : texts.get("spacetime.hint"));
    ground.setPrefSize(width, now.height());
    ground.setMinHeight(now.height());
    paint(canvas, now.shapes(), 0, width, now.height(), palette, pixels);
    paint(axis, now.axis(), now.height(), width, SpaceTimeLayout.AXIS, palette, pixels);
  }

  /** Paints the part of shapes that begins at a height onto a canvas of a size. */
  private static void paint(
      Canvas canvas,
      List<Shape> shapes,
      double top,
      double width,
      double height,
      Palette palette,
      double pixels) {
    canvas.getTransforms().setAll(new Scale(1 / pixels, 1 / pixels, 0, 0));
    canvas.setWidth(Math.ceil(width * pixels));
    canvas.setHeight(Math.ceil(height * pixels));
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(pixels, 0, 0, pixels, 0, -top * pixels);
    g.clearRect(0, top, width, height);
    new ShapePainter(g, palette).paint(shapes);
  }

  private SpaceTimeFrame layOut(double width, double height) {
    livesSeq = session.retell(livesSeq, lives::take);
    TimeSpan span = stretch.at(session.isLive(), session.nowNanos());
    shown = span;
    return layout.layout(
        new SpaceTimeLayout.Content(
            Trace.of(session.events(), span),
            lives,
            nodes().shown(),
            span,
            selection.get(),
            session.nowNanos(),
            session.presentNanos()),
        texts,
        width,
        height);
  }

  private NodesMenu.Nodes nodes() {
    Narrator narrator = new Narrator(texts);
    return new NodesMenu.Nodes(
        NodeFilter.of(session.model(), "", narrator),
        choice.of(NodeFilter.of(session.model(), filter.getText(), narrator)));
  }

  /** What is chosen by hand takes the place of what was typed. */
  private void toggle(Optional<NodeId> node) {
    NodesMenu.Nodes now = nodes();
    node.ifPresentOrElse(
        one -> choice.toggle(one, now.all(), now.shown()),
        () -> choice.toggleAll(now.all(), now.shown()));
    filter.clear();
  }

  /** The diagram as it is now, as vectors of a size. */
  public SvgPicture picture(double width, double height) {
    SpaceTimeFrame now = layOut(width, height);
    List<Shape> shapes = new ArrayList<>(now.shapes());
    shapes.addAll(now.axis());
    double whole = now.height() + SpaceTimeLayout.AXIS;
    return SvgPicture.of(width, whole, shapes, texts.get("spacetime.all"));
  }

  /** The stretch that is shown, if the diagram is in sight. */
  public Optional<TimeSpan> inSight() {
    return isVisible() ? Optional.ofNullable(shown) : Optional.empty();
  }

  /** What was drawn last; null before that. */
  @Nullable SpaceTimeFrame frame() {
    return frame;
  }

  private Optional<Hit> hitAt(MouseEvent event) {
    SpaceTimeFrame now = frame;
    double x = event.getX() * canvas.getTransforms().getFirst().getMxx();
    double y = event.getY() * canvas.getTransforms().getFirst().getMyy();
    return now == null ? Optional.empty() : now.hitAt(x, y);
  }

  private void point(MouseEvent event) {
    hitAt(event)
        .ifPresentOrElse(
            hit -> {
              tooltip.setText(hit.words());
              Tooltip.install(canvas, tooltip);
            },
            () -> Tooltip.uninstall(canvas, tooltip));
  }

  /** A part of what is shown; the moment looked at is its end, so that it stays where it is. */
  private void showAlone(double from, double to) {
    TimeSpan span = shown;
    if (span != null) {
      TimeSpan part = stretch.show(span.at(from), span.at(to));
      seek.accept(Math.min(part.toNanos(), session.presentNanos()));
    }
  }

  /** What was before the stretch, or after it, by a part of its length. */
  private void move(double part) {
    TimeSpan span = shown;
    if (span != null) {
      long by = (long) (span.lengthNanos() * part);
      long present = session.presentNanos();
      long from = Math.clamp(span.fromNanos() + by, 0, Math.max(0, present - 1));
      TimeSpan now = stretch.show(from, from + span.lengthNanos());
      seek.accept(Math.min(now.toNanos(), present));
    }
  }

  private void click(MouseEvent event) {
    scroll.requestFocus();
    if (!event.isStillSincePress()) {
      return; // It ends a drag.
    }
    if (event.getClickCount() == 2 && hitAt(event).isEmpty()) {
      stretch.usual();
      return;
    }
    SpaceTimeFrame now = frame;
    TimeSpan span = shown;
    if (now == null || span == null) {
      return;
    }
    double x = event.getX() * canvas.getTransforms().getFirst().getMxx();
    hitAt(event)
        .ifPresent(
            hit -> {
              long at = span.at((x - now.plot().x()) / now.plot().w());
              seek.accept(Math.clamp(at, hit.fromNanos(), hit.toNanos()));
              select.accept(hit.selection());
            });
  }

  private void wheel(ScrollEvent event) {
    SpaceTimeFrame now = frame;
    if (event.isControlDown() && event.getDeltaY() != 0 && now != null) {
      double share = (event.getX() - now.plot().x()) / now.plot().w();
      stretch.zoom(event.getDeltaY() > 0 ? 1 / ZOOM : ZOOM, Math.clamp(share, 0, 1));
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    if (!event.isShortcutDown()) {
      return;
    }
    switch (event.getCode()) {
      case UP -> stretch.zoom(1 / ZOOM, 1);
      case DOWN -> stretch.zoom(ZOOM, 1);
      case LEFT -> move(-STEP);
      case RIGHT -> move(STEP);
      case DIGIT0, NUMPAD0 -> stretch.usual();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
