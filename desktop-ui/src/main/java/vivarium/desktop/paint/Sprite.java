package vivarium.desktop.paint;

import javafx.scene.paint.Color;

/**
 * A small picture that is drawn again and again: premultiplied ARGB, row by row, with the pixel in
 * it that stands for its place.
 */
final class Sprite {

  /** Each pixel is tried at so many places across and down. */
  private static final int SAMPLES = 4;

  final int width;
  final int height;
  final int originX;
  final int originY;
  final int[] pixels;

  /** Of each row, where its first pixels without anything shining through begin, and end. */
  final int[] opaqueFrom;

  final int[] opaqueTo;

  Sprite(int width, int height, int originX, int originY, int[] pixels) {
    this.width = width;
    this.height = height;
    this.originX = originX;
    this.originY = originY;
    this.pixels = pixels;
    this.opaqueFrom = new int[height];
    this.opaqueTo = new int[height];
    for (int y = 0; y < height; y++) {
      int from = 0;
      while (from < width && !isOpaque(y, from)) {
        from++;
      }
      int to = from;
      while (to < width && isOpaque(y, to)) {
        to++;
      }
      opaqueFrom[y] = from;
      opaqueTo[y] = to;
    }
  }

  private boolean isOpaque(int y, int x) {
    return pixels[y * width + x] >>> 24 == 255;
  }

  /** Whether a point, counted from the sprite's place, is part of a figure. */
  @FunctionalInterface
  interface Figure {
    boolean contains(double x, double y);

    static Figure disc(double radius) {
      return (x, y) -> x * x + y * y <= radius * radius;
    }

    static Figure ring(double radius, double lineWidth) {
      double outer = radius + lineWidth / 2;
      double inner = Math.max(0, radius - lineWidth / 2);
      return (x, y) -> {
        double square = x * x + y * y;
        return square <= outer * outer && square >= inner * inner;
      };
    }

    static Figure diamond(double radius) {
      return (x, y) -> Math.abs(x) + Math.abs(y) <= radius;
    }

    static Figure box(double half, double corner) {
      return (x, y) -> {
        double dx = Math.max(0, Math.abs(x) - (half - corner));
        double dy = Math.max(0, Math.abs(y) - (half - corner));
        return Math.abs(x) <= half
            && Math.abs(y) <= half
            && dx * dx + dy * dy <= corner * corner + 1e-9;
      };
    }

    static Figure frame(double half, double corner, double lineWidth) {
      Figure outer = box(half, corner);
      Figure inner = box(half - lineWidth, Math.max(0, corner - lineWidth));
      return (x, y) -> outer.contains(x, y) && !inner.contains(x, y);
    }

    /** What of a ring is left, clockwise from the top. */
    static Figure arc(double radius, double lineWidth, double part) {
      Figure ring = ring(radius, lineWidth);
      return (x, y) -> {
        double angle = Math.atan2(x, -y);
        double turn = (angle < 0 ? angle + 2 * Math.PI : angle) / (2 * Math.PI);
        return turn <= part && ring.contains(x, y);
      };
    }

    /** What lies within corners, by the even-odd rule. */
    static Figure polygon(double[] xs, double[] ys, double radius) {
      return (x, y) -> {
        boolean inside = false;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
          double yi = ys[i] * radius;
          double yj = ys[j] * radius;
          double xi = xs[i] * radius;
          double xj = xs[j] * radius;
          if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
            inside = !inside;
          }
        }
        return inside;
      };
    }

    /** Rays from an inner radius to an outer one. */
    static Figure burst(double inner, double outer, int rays, double lineWidth) {
      return (x, y) -> {
        double distance = Math.hypot(x, y);
        if (distance < inner || distance > outer) {
          return false;
        }
        double step = 2 * Math.PI / rays;
        double angle = Math.atan2(y, x);
        double off = angle - Math.round(angle / step) * step;
        return Math.abs(Math.sin(off)) * distance <= lineWidth / 2;
      };
    }
  }

  /** A figure in its colour; figures lie on each other in their order. */
  record Part(Figure figure, Color color) {}

  /**
   * Draws figures once, with smooth edges.
   *
   * @param reach how far they go from their place, in pixels
   * @param offX how far the place is right of its pixel's left edge, 0 to 1
   * @param offY how far it is below its pixel's upper edge
   */
  static Sprite of(double reach, double offX, double offY, Part... parts) {
    int origin = (int) Math.ceil(reach) + 1;
    int size = 2 * origin + 2;
    int[] pixels = new int[size * size];
    for (Part part : parts) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double covered = covered(part.figure(), x - origin - offX, y - origin - offY);
          if (covered > 0) {
            int at = y * size + x;
            pixels[at] = over(premultiplied(part.color(), covered), pixels[at]);
          }
        }
      }
    }
    return trimmed(size, origin, pixels);
  }

  /** Without what is empty around it. */
  private static Sprite trimmed(int size, int origin, int[] pixels) {
    int left = size;
    int right = 0;
    int top = size;
    int bottom = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (pixels[y * size + x] != 0) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    int width = Math.max(0, right - left);
    int height = Math.max(0, bottom - top);
    int[] kept = new int[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, (top + y) * size + left, kept, y * width, width);
    }
    return new Sprite(width, height, origin - left, origin - top, kept);
  }

  private static double covered(Figure figure, double left, double top) {
    int hits = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        if (figure.contains(left + (i + 0.5) / SAMPLES, top + (j + 0.5) / SAMPLES)) {
          hits++;
        }
      }
    }
    return (double) hits / (SAMPLES * SAMPLES);
  }

  private static int premultiplied(Color color, double alpha) {
    double a = alpha * color.getOpacity();
    return (int) Math.round(a * 255) << 24
        | (int) Math.round(color.getRed() * a * 255) << 16
        | (int) Math.round(color.getGreen() * a * 255) << 8
        | (int) Math.round(color.getBlue() * a * 255);
  }

  /** A premultiplied colour over another. */
  static int over(int top, int below) {
    int rest = 255 - (top >>> 24);
    return rest == 0 ? top : rest == 255 ? below : top + scaled(below, rest);
  }

  /** A premultiplied colour at so many 255ths of its strength. */
  static int scaled(int color, int strength) {
    int even = (color & 0x00ff00ff) * strength + 0x00800080;
    int odd = (color >>> 8 & 0x00ff00ff) * strength + 0x00800080;
    even = even + (even >>> 8 & 0x00ff00ff) >>> 8 & 0x00ff00ff;
    odd = odd + (odd >>> 8 & 0x00ff00ff) & 0xff00ff00;
    return odd | even;
  }
}
