package vivarium.desktop.paint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Palette;

/**
 * A picture as vectors, with letters that can be searched and copied, or in pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param below what lies below the messages
 * @param marks the messages under way
 * @param above what lies above them
 * @param title what it shows, for those who do not see it
 */
public record SvgPicture(
    double width,
    double height,
    List<Shape> below,
    List<Mark> marks,
    List<Shape> above,
    String title) {

  /** In pixels; graphics memory for more is not everywhere. */
  private static final int MAX_SIDE = 8_000;

  private static final Pattern COLOURS = Pattern.compile(String.valueOf(SvgDrawing.COLOUR_MARK));

  public SvgPicture {
    below = List.copyOf(below);
    marks = List.copyOf(marks);
    above = List.copyOf(above);
  }

  /** The stage at a moment. */
  public static SvgPicture ofStage(Frame frame, List<Mark> marks, String title) {
    List<Shape> below = new ArrayList<>(frame.background());
    below.addAll(frame.cells());
    return new SvgPicture(frame.width(), frame.height(), below, marks, frame.overlay(), title);
  }

  /** The same picture without what is below a height. */
  public SvgPicture cutAt(double bottom) {
    return new SvgPicture(width, bottom, below, marks, above, title);
  }

  /** Shapes alone. */
  public static SvgPicture of(double width, double height, List<Shape> shapes, String title) {
    return new SvgPicture(width, height, shapes, List.of(), List.of(), title);
  }

  /** The picture as a file, in the colours of one appearance. */
  public String document(Palette palette) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + plain(paint(palette)) + "\n";
  }

  /**
   * The picture as an element of a page that is dark or light: colours that differ are variables of
   * the page.
   *
   * @param variables what the page has to declare: by dark and light colour, the variable's name
   */
  public String element(Map<ColourPair, String> variables) {
    String[] dark = COLOURS.split(paint(Appearance.DARK.palette()), -1);
    String[] light = COLOURS.split(paint(Appearance.LIGHT.palette()), -1);
    StringBuilder element = new StringBuilder();
    for (int i = 0; i < dark.length; i++) {
      if (dark[i].equals(light[i])) {
        element.append(dark[i]);
      } else {
        ColourPair pair = new ColourPair(dark[i], light[i]);
        String name = variables.computeIfAbsent(pair, unused -> "--p" + variables.size());
        element.append("var(").append(name).append(')');
      }
    }
    return element.toString();
  }

  /** A colour, or a strength, in dark and in light. */
  public record ColourPair(String dark, String light) {}

  /** Declarations for a page that is dark unless its reader prefers light. */
  public static String css(LinkedHashMap<ColourPair, String> variables) {
    StringBuilder dark = new StringBuilder(":root{");
    StringBuilder light = new StringBuilder("@media (prefers-color-scheme:light){:root{");
    variables.forEach(
        (pair, name) -> {
          dark.append(name).append(':').append(pair.dark()).append(';');
          light.append(name).append(':').append(pair.light()).append(';');
        });
    return dark.append("}\n").append(light).append("}}\n").toString();
  }

  /**
   * The picture in pixels. Call it on the toolkit's thread.
   *
   * @param pixels for each pixel of the layout; fewer where a side would be longer than {@value
   *     #MAX_SIDE}
   */
  public WritableImage image(Palette palette, double pixels) {
    double scale = Math.min(pixels, MAX_SIDE / Math.max(1, Math.max(width, height)));
    Canvas canvas = new Canvas(Math.ceil(width * scale), Math.ceil(height * scale));
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(scale, 0, 0, scale, 0, 0);
    paint(new CanvasDrawing(g), palette);
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(palette.ground());
    return canvas.snapshot(parameters, null);
  }

  private void paint(Drawing drawing, Palette palette) {
    drawing.setFill(palette.ground());
    drawing.fillRect(0, 0, width, height);
    ShapePainter shapes = new ShapePainter(drawing, palette);
    shapes.paint(below);
    MarkPainter painter = new MarkPainter(drawing, palette);
    marks.forEach(painter::paint);
    shapes.paint(above);
  }

  private static String plain(String marked) {
    return COLOURS.matcher(marked).replaceAll("");
  }

  private String paint(Palette palette) {
    SvgDrawing drawing = new SvgDrawing();
    paint(drawing, palette);
    String w = SvgDrawing.number(width);
    String h = SvgDrawing.number(height);
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
                + " viewBox=\"0 0 %s %s\" role=\"img\">\n<title>%s</title>\n")
            .formatted(w, h, w, h, SvgDrawing.escaped(title))
        + drawing.elements()
        + "</svg>";
  }
}
