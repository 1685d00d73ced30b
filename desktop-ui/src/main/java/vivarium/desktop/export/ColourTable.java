package vivarium.desktop.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The colours of a GIF, one table for the whole film, so that nothing flickers. Found by median cut
 * over a sample of its pictures: the box of colours with the widest spread is divided where half of
 * its pixels are on either side, until there are enough.
 */
final class ColourTable {

  /** One of the 256 that a GIF can have stands for "as before". */
  static final int MAX_COLOURS = 255;

  /** Colours are told apart by so many bits of each channel. */
  private static final int BITS = 6;

  private static final int SHIFT = 8 - BITS;
  private static final int CELLS = 1 << (3 * BITS);
  private static final byte UNKNOWN = (byte) MAX_COLOURS;

  private final long[] counts = new long[CELLS];
  private final long[] reds = new long[CELLS];
  private final long[] greens = new long[CELLS];
  private final long[] blues = new long[CELLS];
  private final byte[] nearest = new byte[CELLS];
  private int[] colours = {};

  /** A part of all colours. */
  private record Box(List<Integer> cells, long pixels, int channel, int spread) {}

  /** Counts the colours of a picture; before {@link #choose}. */
  void sample(int[] rgb) {
    for (int color : rgb) {
      int cell = cell(color);
      counts[cell]++;
      reds[cell] += color >> 16 & 0xff;
      greens[cell] += color >> 8 & 0xff;
      blues[cell] += color & 0xff;
    }
  }

  /** Chooses the colours. */
  void choose() {
    List<Integer> all = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      if (counts[cell] > 0) {
        all.add(cell);
      }
    }
    List<Box> boxes = new ArrayList<>(List.of(box(all)));
    while (boxes.size() < MAX_COLOURS) {
      Box widest =
          boxes.stream()
              .filter(box -> box.cells().size() > 1)
              .max(Comparator.comparingDouble(ColourTable::urgency))
              .orElse(null);
      if (widest == null) {
        break;
      }
      boxes.remove(widest);
      divide(widest, boxes);
    }
    colours = boxes.stream().mapToInt(this::mean).toArray();
    Arrays.fill(nearest, UNKNOWN);
  }

  /** Spread counts for more than pixels: a thin line's colour has few of them. */
  private static double urgency(Box box) {
    return box.spread() * Math.sqrt(Math.sqrt(box.pixels()));
  }

  private void divide(Box box, List<Box> boxes) {
    List<Integer> cells = new ArrayList<>(box.cells());
    cells.sort(Comparator.comparingInt(cell -> channel(cell, box.channel())));
    long seen = 0;
    int cut = 0;
    while (cut < cells.size() - 1
        && (cut == 0 || seen + counts[cells.get(cut)] <= box.pixels() / 2)) {
      seen += counts[cells.get(cut)];
      cut++;
    }
    boxes.add(box(cells.subList(0, cut)));
    boxes.add(box(cells.subList(cut, cells.size())));
  }

  private Box box(List<Integer> cells) {
    long pixels = cells.stream().mapToLong(cell -> counts[cell]).sum();
    int widest = 0;
    int spread = -1;
    for (int channel = 0; channel < 3; channel++) {
      int each = channel;
      var range = cells.stream().mapToInt(cell -> channel(cell, each)).summaryStatistics();
      if (range.getMax() - range.getMin() > spread) {
        spread = range.getMax() - range.getMin();
        widest = channel;
      }
    }
    return new Box(List.copyOf(cells), pixels, widest, spread);
  }

  private int mean(Box box) {
    long pixels = Math.max(1, box.pixels());
    long red = box.cells().stream().mapToLong(cell -> reds[cell]).sum() / pixels;
    long green = box.cells().stream().mapToLong(cell -> greens[cell]).sum() / pixels;
    long blue = box.cells().stream().mapToLong(cell -> blues[cell]).sum() / pixels;
    return (int) (red << 16 | green << 8 | blue);
  }

  private static int cell(int rgb) {
    return (rgb >> 16 + SHIFT & 63) << 2 * BITS
        | (rgb >> 8 + SHIFT & 63) << BITS
        | rgb >> SHIFT & 63;
  }

  private static int channel(int cell, int channel) {
    return cell >> (2 - channel) * BITS & 63;
  }

  /** The chosen colours, 0xRRGGBB each. */
  int[] colours() {
    return colours.clone();
  }

  /** The index of the chosen colour nearest to one; colours of one cell share theirs. */
  int indexOf(int rgb) {
    int cell = cell(rgb);
    if (nearest[cell] == UNKNOWN) {
      nearest[cell] = (byte) search(rgb);
    }
    return nearest[cell] & 0xff;
  }

  private int search(int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int red = (colours[i] >> 16 & 0xff) - (rgb >> 16 & 0xff);
      int green = (colours[i] >> 8 & 0xff) - (rgb >> 8 & 0xff);
      int blue = (colours[i] & 0xff) - (rgb & 0xff);
      int distance = 3 * red * red + 4 * green * green + 2 * blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
