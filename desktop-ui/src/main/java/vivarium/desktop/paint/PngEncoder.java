package vivarium.desktop.paint;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Writes an image as PNG (ISO/IEC 15948), opaque, so that no picture needs AWT. */
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS_PER_CHANNEL = 8;
  private static final int HEADER_BYTES = 13;
  private static final int RGB = 3;
  private static final int RGBA = 4;

  /** Three channels. */
  public static final int TRUE_COLOUR = 2;

  /** Four channels. */
  public static final int TRUE_COLOUR_AND_ALPHA = 6;

  private static final int FILTER_UP = 2;

  private PngEncoder() {}

  /** Writes an image. */
  public static void write(WritableImage image, OutputStream out) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    write(argb, width, height, out);
  }

  /** Writes pixels, row by row, 0xRRGGBB each; higher bits do not count. */
  public static void write(int[] rgb, int width, int height, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    begin(data, width, height, TRUE_COLOUR);
    chunk(data, "IDAT", compress(rgb, width, height, RGB));
    chunk(data, "IEND", new byte[0]);
    data.flush();
  }

  /** Writes the signature and the header. */
  public static void begin(DataOutputStream out, int width, int height, int colourType)
      throws IOException {
    out.write(SIGNATURE);
    ByteBuffer fields = ByteBuffer.allocate(HEADER_BYTES).putInt(width).putInt(height);
    fields.put((byte) BITS_PER_CHANNEL).put((byte) colourType);
    chunk(out, "IHDR", fields.array());
  }

  /** The content of a data chunk for pixels with alpha. */
  public static byte[] withAlpha(int[] argb, int width, int height) throws IOException {
    return compress(argb, width, height, RGBA);
  }

  private static byte[] compress(int[] argb, int width, int height, int channels)
      throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream rows = new DeflaterOutputStream(compressed, deflater)) {
      byte[] above = new byte[width * channels];
      byte[] row = new byte[width * channels];
      byte[] filtered = new byte[width * channels];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int color = argb[y * width + x];
          row[channels * x] = (byte) (color >> 16);
          row[channels * x + 1] = (byte) (color >> 8);
          row[channels * x + 2] = (byte) color;
          if (channels == RGBA) {
            row[channels * x + 3] = (byte) (color >> 24);
          }
        }
        for (int i = 0; i < row.length; i++) {
          filtered[i] = (byte) (row[i] - above[i]);
        }
        rows.write(FILTER_UP);
        rows.write(filtered);
        System.arraycopy(row, 0, above, 0, row.length);
      }
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }

  /** Writes a chunk with its length and checksum. */
  public static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
