package vivarium.desktop.theme;

import javafx.scene.paint.Color;

/**
 * How colours come across: contrast as WCAG 2.2 defines it, and distances in Oklab for the usual
 * and for the three dichromatic kinds of colour vision. Sources: Machado, Oliveira and Fernandes
 * 2009 (severity 1.0); Ottosson 2020.
 */
public enum ColourVision {
  TRICHROMATIC(1, 0, 0, 0, 1, 0, 0, 0, 1),
  PROTANOPIA(
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  DEUTERANOPIA(
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
  TRITANOPIA(
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

  private static final double[] CONES = {
    0.4122214708,
    0.5363325363,
    0.0514459929,
    0.2119034982,
    0.6806995451,
    0.1073969566,
    0.0883024619,
    0.2817188376,
    0.6299787005
  };
  private static final double[] OKLAB = {
    0.2104542553,
    0.7936177850,
    -0.0040720468,
    1.9779984951,
    -2.4285922050,
    0.4505937099,
    0.0259040371,
    0.7827717662,
    -0.8086757660
  };

  private final double[] matrix;

  ColourVision(double... matrix) {
    this.matrix = matrix;
  }

  /** How far apart two colours look; 0 is the same, black and white are 1 apart. */
  double distance(Color a, Color b) {
    double[] x = oklab(a);
    double[] y = oklab(b);
    return Math.sqrt(square(x[0] - y[0]) + square(x[1] - y[1]) + square(x[2] - y[2]));
  }

  private double[] oklab(Color color) {
    double[] seen = times(matrix, linear(color));
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.clamp(seen[i], 0.0, 1.0);
    }
    double[] cones = times(CONES, seen);
    for (int i = 0; i < 3; i++) {
      cones[i] = Math.cbrt(cones[i]);
    }
    return times(OKLAB, cones);
  }

  /** The contrast ratio of letters and ground, 1 to 21. */
  public static double contrast(Color letters, Color ground) {
    double a = luminance(letters);
    double b = luminance(ground);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    double[] rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(Color color) {
    return new double[] {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] result = new double[3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        result[row] += matrix[row * 3 + column] * vector[column];
      }
    }
    return result;
  }

  private static double square(double value) {
    return value * value;
  }
}
